package orderbakery.broker;

import java.util.regex.Pattern;

/** Binding keys of topic rooms: a star is one word, a hash any number of words. */
final class TopicPattern {

  private TopicPattern() {}

  static boolean matches(String bindingKey, String routingKey) {
    // a hash takes the dot beside it along when it stands for no word
    String expression =
        Pattern.quote(bindingKey)
            .replace("*", "\\E[^.]+\\Q")
            .replace(".#", "\\E(\\..*)?\\Q")
            .replace("#", "\\E.*\\Q");
    return routingKey.matches(expression);
  }
}

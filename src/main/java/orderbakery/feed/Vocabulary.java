package orderbakery.feed;

import java.util.List;
import orderbakery.component.Fact;

/**
 * How the feed of a component calls things.
 *
 * @param types of its frames: {@code order.created} …
 */
public record Vocabulary(List<String> types) {

  public Vocabulary {
    types = List.copyOf(types);
  }

  /**
   * The words of a component.
   *
   * @param component its name, {@code order}
   * @param changes the last words of its types
   */
  public static Vocabulary of(String component, List<String> changes) {
    List<String> types = changes.stream().map(change -> Fact.typeOf(component, change)).toList();
    return new Vocabulary(types);
  }
}

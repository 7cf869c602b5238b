package orderbakery.feed;

import java.util.List;
import java.util.stream.Stream;
import orderbakery.component.Component;
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
   * @param component has a type for each of its changes, and one for what is rejected
   */
  public static Vocabulary of(Component<?> component) {
    List<String> types =
        Stream.concat(
                component.changes().stream().map(change -> Fact.typeOf(component.name(), change)),
                Stream.of(Fact.rejectionOf(component.name())))
            .toList();
    return new Vocabulary(types);
  }
}

package orderbakery.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where each kind of change of an entity was told last, in the order in which they were told.
 *
 * @param sequences by the last word of the type: {@code created}
 */
public record ToldTypes(Map<String, Long> sequences) {
  /** Nothing was told. */
  public static final ToldTypes NONE = new ToldTypes(Map.of());

  public ToldTypes {
    sequences = Collections.unmodifiableMap(new LinkedHashMap<>(sequences));
  }

  /** The same, and a change of this type, told at this place of its partition. */
  public ToldTypes with(String type, long sequence) {
    String word = type.substring(type.indexOf('.') + 1);
    Map<String, Long> changed = new LinkedHashMap<>(sequences);
    changed.remove(word);
    changed.put(word, sequence);
    return new ToldTypes(changed);
  }

  /**
   * Reads the form of {@link #toString}.
   *
   * @throws IllegalArgumentException when the text is not of that form
   */
  public static ToldTypes parse(String text) {
    return new ToldTypes(
        Stream.of(text.split(" "))
            .map(it -> it.split("=", 2))
            .collect(
                Collectors.toMap(
                    it -> it[0],
                    it -> Long.valueOf(it[it.length - 1]),
                    (one, other) -> other,
                    LinkedHashMap::new)));
  }

  /** As messages have it: {@code created=17 updated=19}. */
  @Override
  public String toString() {
    return sequences.entrySet().stream()
        .map(it -> it.getKey() + "=" + it.getValue())
        .collect(Collectors.joining(" "));
  }
}

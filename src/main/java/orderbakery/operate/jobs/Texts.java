package orderbakery.operate.jobs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Values of documents as texts that are equal where the values are, whatever holds them. */
final class Texts {

  private static final int MOST_SHOWN = 500;

  private Texts() {}

  /** The beginning of a text that an operator would not read to the end. */
  static String shown(String text) {
    return text == null || text.length() <= MOST_SHOWN
        ? text
        : "%s… (%s characters)".formatted(text.substring(0, MOST_SHOWN), text.length());
  }

  static String of(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((name, member) -> sorted.put(String.valueOf(name), of(member)));
      return sorted.toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Texts::of).collect(Collectors.joining(", ", "[", "]"));
    }
    return String.valueOf(value);
  }
}

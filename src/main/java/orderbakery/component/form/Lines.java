package orderbakery.component.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An array of 1 to so many texts, of which blank ones are left out. */
public record Lines(int max, Text line) implements Rule {

  @Override
  public Optional<Object> read(Json json) {
    Optional<Object> all = new ListOf(1, max, element -> read(element, line)).read(json);
    return all.map(lines -> withoutBlanks((List<?>) lines));
  }

  private static Optional<Object> read(Json element, Text line) {
    return Blanks.isAbsent(element.value()) ? Optional.of("") : line.read(element);
  }

  private static Object withoutBlanks(List<?> lines) {
    List<Object> kept = new ArrayList<>(lines);
    kept.removeIf(""::equals);
    return kept;
  }
}

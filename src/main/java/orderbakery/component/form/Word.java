package orderbakery.component.form;

import java.util.Optional;
import java.util.regex.Pattern;

/** A string of so many ASCII letters, digits, dots, underscores and dashes, such as a SKU. */
public record Word(int min, int max) implements Rule {

  private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._-]*");

  @Override
  public Optional<Object> read(Json json) {
    if (json.value() instanceof String word
        && word.length() >= min
        && word.length() <= max
        && CHARACTERS.matcher(word).matches()) {
      return Optional.of(word);
    }
    return json.refuse("must be " + min + " to " + max + " of letters, digits, '.', '_', '-'");
  }
}

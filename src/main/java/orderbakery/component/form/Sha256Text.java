package orderbakery.component.form;

import java.util.Optional;
import java.util.regex.Pattern;

/** A SHA-256 in hexadecimal, in lower case. */
public record Sha256Text() implements Rule {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  @Override
  public Optional<Object> read(Json json) {
    return json.value() instanceof String text && DIGEST.matcher(text).matches()
        ? Optional.of(text)
        : json.refuse("must be a SHA-256 in hexadecimal");
  }
}

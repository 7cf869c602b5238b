package orderbakery.component.form;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A string with one {@code @} between two parts, at most 254 characters (RFC 5321). Whether someone
 * reads it, only a letter can tell.
 */
public record EmailAddress() implements Rule {

  private static final int MAX_LENGTH = 254;

  /** What would turn one address into several, or into a header, where a mail is sent. */
  private static final String FORBIDDEN = "\\s\\p{Z}\\p{C}@,;:<>()\\[\\]\"\\\\";

  private static final Pattern ADDRESS =
      Pattern.compile("[^" + FORBIDDEN + "]+@[^" + FORBIDDEN + "]+");

  @Override
  public Optional<Object> read(Json json) {
    if (json.value() instanceof String address
        && address.length() <= MAX_LENGTH
        && ADDRESS.matcher(address).matches()) {
      return Optional.of(address);
    }
    return json.refuse("must be an e-mail address of at most " + MAX_LENGTH + " characters");
  }
}

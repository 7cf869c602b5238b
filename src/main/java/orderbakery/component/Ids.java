package orderbakery.component;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ids of entities and commands: UUIDs (RFC 9562), read in either case, written in lower case. */
public final class Ids {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  private Ids() {}

  /** The id that this text writes; empty when it is none. */
  public static Optional<String> read(String text) {
    return UUID.matcher(text).matches()
        ? Optional.of(text.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}

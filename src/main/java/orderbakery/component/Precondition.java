package orderbakery.component;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command asks of the version of its entity: the header {@code If-Match}, {@code "v3"} or
 * {@code *}.
 *
 * @param version that the entity must have; empty when any will do
 */
public record Precondition(Optional<Long> version) {
  private static final Pattern ENTITY_TAG = Pattern.compile("\"v([1-9]\\d{0,17})\"");

  /**
   * Reads the header's value.
   *
   * @throws IllegalArgumentException when it is of another form: weak, several, or none of our tags
   */
  public static Precondition parse(String ifMatch) {
    if (ifMatch.equals("*")) {
      return new Precondition(Optional.empty());
    }
    Matcher tag = ENTITY_TAG.matcher(ifMatch);
    if (!tag.matches()) {
      throw new IllegalArgumentException("If-Match must be \"v<version>\" or *, not " + ifMatch);
    }
    return new Precondition(Optional.of(Long.valueOf(tag.group(1))));
  }

  /** The entity tag (RFC 9110) of a version: {@code "v3"}, with its quotes. */
  public static String entityTag(long version) {
    return "\"v" + version + "\"";
  }

  /** Whether an entity that has this version meets it. */
  public boolean isMetBy(long current) {
    return version.isEmpty() || version.get() == current;
  }

  /** Whether no later version than this one can meet it any more. */
  public boolean isBehind(long current) {
    return version.isPresent() && version.get() < current;
  }

  /** Why a command on an entity of this version is refused. */
  public Problem mismatch(String component, long current) {
    return new Problem(
        "version-mismatch",
        "The version does not match",
        412,
        "If-Match asks for version %s, the %s has version %s."
            .formatted(version.map(String::valueOf).orElse("*"), component, current),
        List.of(),
        Map.of("currentVersion", current));
  }
}

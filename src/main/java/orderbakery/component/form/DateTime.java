package orderbakery.component.form;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time by RFC 3339 with {@code Z} or an offset, from the year 1 to 9999 in UTC, with a fraction
 * of up to 9 digits, and without leap seconds, which no clock of ours can hold. Its normal form is
 * UTC with the precision that was sent.
 */
public record DateTime() implements Rule {

  private static final Pattern RFC_3339 =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})"
              + "(\\.[0-9]{1,9})?"
              + "(?:Z|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))",
          Pattern.CASE_INSENSITIVE);

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  @Override
  public Optional<Object> read(Json json) {
    Optional<String> utc = json.value() instanceof String text ? inUtc(text) : Optional.empty();
    return utc.isPresent()
        ? Optional.of(utc.get())
        : json.refuse("must be an RFC 3339 time, such as 2026-11-23T10:15:00Z");
  }

  /** The time that a text of this form names. */
  public static Optional<Instant> parse(String text) {
    return inUtc(text).map(Instant::parse);
  }

  private static Optional<String> inUtc(String text) {
    Matcher matcher = RFC_3339.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String fraction = Optional.ofNullable(matcher.group(2)).orElse("");
    try {
      LocalDateTime utc = LocalDateTime.parse(matcher.group(1)).minusMinutes(offset(matcher));
      return Optional.of(utc)
          .filter(time -> time.getYear() >= 1 && time.getYear() <= 9999)
          .map(time -> time.format(SECONDS) + fraction + "Z");
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  /** Minutes east of UTC. */
  private static int offset(Matcher matcher) {
    if (matcher.group(3) == null) {
      return 0;
    }
    int minutes = 60 * Integer.parseInt(matcher.group(4)) + Integer.parseInt(matcher.group(5));
    return matcher.group(3).equals("-") ? -minutes : minutes;
  }
}

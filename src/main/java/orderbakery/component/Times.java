package orderbakery.component;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Times of the server as documents hold them: RFC 3339 in UTC with milliseconds. */
public final class Times {

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private Times() {}

  /** The text of a time. */
  public static String text(Instant time) {
    return MILLISECONDS.format(time);
  }
}

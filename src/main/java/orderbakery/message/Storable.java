package orderbakery.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What MongoDB and RabbitMQ can hold of a message. What they cannot hold would fail at each
 * attempt, and hold up all that comes behind it.
 */
final class Storable {
  /** MongoDB promises 100, and a payload stands inside a document. */
  private static final int MOST_LEVELS = 90;

  /** Of a decimal of 128 bits. */
  private static final int MOST_DIGITS = 34;

  /** It goes a little beyond this in both directions. */
  private static final int MOST_EXPONENT = 6000;

  /** RabbitMQ has one byte for the length of a message's id, of its type, and of a routing key. */
  private static final int MOST_SHORT_BYTES = 255;

  /** The headers of a frame must fit into one frame of the protocol. */
  private static final int MOST_HEADER_BYTES = 16 * 1024;

  /** RFC 3339 has four digits for a year; MongoDB has more of them than we need. */
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Storable() {}

  /**
   * Looks at every name and value in a JSON value.
   *
   * @throws IOException that tells the first one that cannot be stored
   */
  static void require(Object value) throws IOException {
    require(value, MOST_LEVELS);
  }

  private static void require(Object value, int levels) throws IOException {
    if (value instanceof Map<?, ?> map) {
      requireLevel(levels);
      for (Map.Entry<?, ?> member : map.entrySet()) {
        requireName(String.valueOf(member.getKey()));
        require(member.getValue(), levels - 1);
      }
    } else if (value instanceof List<?> list) {
      requireLevel(levels);
      for (Object element : list) {
        require(element, levels - 1);
      }
    } else if (value instanceof BigInteger) {
      throw new IOException("It has an integer of more than 64 bits");
    } else if (value instanceof BigDecimal decimal) {
      requireDecimal(decimal.stripTrailingZeros());
    }
  }

  private static void requireLevel(int levels) throws IOException {
    if (levels <= 0) {
      throw new IOException("It is nested deeper than " + MOST_LEVELS + " levels");
    }
  }

  private static void requireDecimal(BigDecimal decimal) throws IOException {
    if (decimal.precision() > MOST_DIGITS || Math.abs((long) decimal.scale()) > MOST_EXPONENT) {
      throw new IOException(
          "It has a decimal of more than %s digits or an exponent beyond %s"
              .formatted(MOST_DIGITS, MOST_EXPONENT));
    }
  }

  /**
   * A name within a document.
   *
   * @throws IOException for one with a NUL, and one that begins like an operator
   */
  static void requireName(String name) throws IOException {
    if (name.indexOf('\0') >= 0 || name.startsWith("$")) {
      throw new IOException("It has a name that cannot be stored: " + name);
    }
  }

  /**
   * A time.
   *
   * @throws IOException for one that RFC 3339 cannot write
   */
  static void requireTime(Instant time) throws IOException {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new IOException("Its time " + time + " is not within the years 0 to 9999");
    }
  }

  /**
   * A text by which a message is addressed, or found again.
   *
   * @throws IOException for one that is too long, and one that would be read back as another
   */
  static void requireShort(String what, String text) throws IOException {
    Objects.requireNonNull(text, what);
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length > MOST_SHORT_BYTES) {
      throw tooLong(what, bytes.length, MOST_SHORT_BYTES);
    }
    if (!new String(bytes, UTF_8).equals(text)) {
      throw new IOException("Its " + what + " holds half of a surrogate pair");
    }
  }

  /**
   * A text that frames have in a header; null for none.
   *
   * @throws IOException for one that is too long
   */
  static void requireHeader(String what, String text) throws IOException {
    int length = text == null ? 0 : text.getBytes(UTF_8).length;
    if (length > MOST_HEADER_BYTES) {
      throw tooLong(what, length, MOST_HEADER_BYTES);
    }
  }

  private static IOException tooLong(String what, int bytes, int most) {
    return new IOException("Its %s has %s bytes, at most %s are read".formatted(what, bytes, most));
  }
}

package orderbakery.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;

/** Percent-encoding, RFC 3986 section 2.1, of UTF-8. */
final class PercentEncoding {
  private static final int HEX = 16;

  private PercentEncoding() {}

  /** Whether each {@code %} begins an octet, and all octets together are UTF-8. */
  static boolean isWellFormed(String encoded) {
    byte[] bytes = encoded.getBytes(ISO_8859_1);
    ByteArrayOutputStream octets = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        octets.write(bytes[i]);
        continue;
      }
      int octet = i + 2 < bytes.length ? octet(bytes[i + 1], bytes[i + 2]) : -1;
      if (octet < 0) {
        return false;
      }
      octets.write(octet);
      i += 2;
    }
    return isUtf8(octets.toByteArray());
  }

  private static int octet(byte high, byte low) {
    int upper = Character.digit(high, HEX);
    int lower = Character.digit(low, HEX);
    return upper < 0 || lower < 0 ? -1 : HEX * upper + lower;
  }

  private static boolean isUtf8(byte[] octets) {
    try {
      StrictUtf8.decode(octets);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}

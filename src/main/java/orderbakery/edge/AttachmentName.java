package orderbakery.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/** The header {@code Content-Disposition} of a file that is never shown in place (RFC 6266). */
public final class AttachmentName {
  private static final String PLAIN_IN_RFC_8187 = "!#$&+-.^_`|~";

  private AttachmentName() {}

  /** The header's value: the name in ASCII, and exactly (RFC 8187) where that loses something. */
  public static String header(String fileName) {
    String ascii = fileName.replaceAll("[^\\x20-\\x7e]|[\"\\\\%]", "_");
    String value = "attachment; filename=\"" + ascii + "\"";
    return ascii.equals(fileName) ? value : value + "; filename*=UTF-8''" + encoded(fileName);
  }

  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(UTF_8)) {
      char character = (char) (octet & 0xff);
      if (isPlain(character)) {
        encoded.append(character);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) character));
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || PLAIN_IN_RFC_8187.indexOf(character) >= 0;
  }
}

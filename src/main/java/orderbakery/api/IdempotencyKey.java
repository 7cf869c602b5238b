package orderbakery.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;
import java.util.regex.Pattern;
import orderbakery.edge.Problems;
import orderbakery.edge.RefusedRequest;

/**
 * The name that a client gives its command, so that a repeat is known as one.
 *
 * @param value 1 to 255 visible ASCII characters
 */
record IdempotencyKey(String value) {
  private static final UUID COMMANDS = UUID.fromString("6f1d5c2e-4a0b-5e0e-9a52-6b0e1c0a7d11");
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\[\"\\\\])*\"");

  /**
   * Reads the header's value: bare, or quoted as a string of RFC 8941; both forms name the same
   * key.
   *
   * @throws RefusedRequest 400 when it is of neither form
   */
  static IdempotencyKey parse(String header) {
    String value = header.startsWith("\"") ? unquoted(header) : header;
    if (!VISIBLE.matcher(value).matches()) {
      throw malformed();
    }
    return new IdempotencyKey(value);
  }

  /** The command that this principal names so: a name-based UUID (RFC 9562, version 5). */
  String commandId(String principal) {
    byte[] name = (principal + "\n" + value).getBytes(UTF_8);
    return UuidCreator.getNameBasedSha1(COMMANDS, name).toString();
  }

  private static String unquoted(String header) {
    if (!QUOTED.matcher(header).matches()) {
      throw malformed();
    }
    return header.substring(1, header.length() - 1).replaceAll("\\\\(.)", "$1");
  }

  private static RefusedRequest malformed() {
    return new RefusedRequest(
        Problems.malformed(
            "The header Idempotency-Key must be 1 to 255 visible ASCII characters, bare or quoted."));
  }
}

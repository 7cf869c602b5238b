package orderbakery.operate.letters;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import orderbakery.broker.Letter;

/**
 * A letter as an operator sees it in full.
 *
 * @param headers of the message, among them the stack of its exception
 * @param bytes the message as it came, base64
 * @param text the same as text, absent when it is not UTF-8
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LetterView(
    @JsonUnwrapped LetterSummary summary, Map<String, String> headers, String bytes, String text) {

  static LetterView of(Letter letter) {
    byte[] body = letter.body();
    return new LetterView(
        LetterSummary.of(letter),
        letter.headers(),
        Base64.getEncoder().encodeToString(body),
        text(body));
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}

package orderbakery.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.Map;

/** UTF-8 as RFC 3629 has it, where a decoder of Java would put a question mark instead. */
final class StrictUtf8 {

  private StrictUtf8() {}

  /**
   * The text that the bytes encode.
   *
   * @throws CharacterCodingException when they encode none
   */
  static String decode(byte[] bytes) throws CharacterCodingException {
    return UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes))
        .toString();
  }

  /** Whether every text in a JSON value can be encoded: none holds half of a surrogate pair. */
  static boolean canEncode(Object value) {
    if (value instanceof String text) {
      return UTF_8.newEncoder().canEncode(text);
    }
    if (value instanceof List<?> list) {
      return list.stream().allMatch(StrictUtf8::canEncode);
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .allMatch(entry -> canEncode(entry.getKey()) && canEncode(entry.getValue()));
    }
    return true;
  }
}

package orderbakery.websocket;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A text to send, made once and shared by all its receivers.
 *
 * @param size bytes on the wire, in UTF-8
 * @param about what filters are asked about; null passes all of them
 */
record Frame(String text, int size, Object about) {

  /**
   * A frame of this text.
   *
   * @throws CharacterCodingException a lone surrogate: it has no UTF-8 form, so no peer could get
   *     it
   */
  static Frame of(String text, Object about) throws CharacterCodingException {
    int size = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).remaining();
    return new Frame(text, size, about);
  }

  /**
   * A frame of a text that is encoded already.
   *
   * @throws CharacterCodingException the bytes are not UTF-8
   */
  static Frame of(byte[] utf8, Object about) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    return new Frame(text, utf8.length, about);
  }
}

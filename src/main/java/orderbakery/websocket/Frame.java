package orderbakery.websocket;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A text to send, made once and shared by all its receivers.
 *
 * @param size bytes on the wire, in UTF-8
 */
record Frame(String text, int size) {

  /**
   * A frame of this text.
   *
   * @throws CharacterCodingException a lone surrogate: it has no UTF-8 form, so no peer could get
   *     it
   */
  static Frame of(String text) throws CharacterCodingException {
    return new Frame(
        text, StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).remaining());
  }

  /**
   * A frame of a text that is encoded already.
   *
   * @throws CharacterCodingException the bytes are not UTF-8
   */
  static Frame of(byte[] utf8) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    return new Frame(text, utf8.length);
  }
}

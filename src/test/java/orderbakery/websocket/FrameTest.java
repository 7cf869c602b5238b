package orderbakery.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameTest {

  @Test
  void isMeasuredInBytesOfUtf8() throws Exception {
    assertThat(Frame.of("a€", null)).isEqualTo(new Frame("a€", 4, null));
    assertThat(Frame.of("a€".getBytes(StandardCharsets.UTF_8), null))
        .isEqualTo(new Frame("a€", 4, null));
  }

  @Test
  void isRefusedWhereNoClientCouldReadIt() {
    assertThatThrownBy(() -> Frame.of("\uD800", null)).isInstanceOf(CharacterCodingException.class);
    assertThatThrownBy(() -> Frame.of(new byte[] {(byte) 0xC3}, null))
        .isInstanceOf(CharacterCodingException.class);
  }
}

package orderbakery.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadHeadersTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-9,      0,  10",
    "bytes=10-,      10, 90",
    "bytes=-10,      90, 10",
    "bytes=-1000,    0,  100",
    "bytes=99-1000,  99, 1",
    "BYTES=5-5,      5,  1",
    "bytes=100-,     0,  0",
    "bytes=-0,       100, 0"
  })
  void readsARange(String header, long from, long length) {
    assertThat(ByteRange.of(header, 100)).contains(new ByteRange(from, length));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "bytes=",
        "bytes=-",
        "bytes=9-5",
        "bytes=0-1,3-4",
        "lines=0-1",
        "bytes=a-b",
        "bytes=99999999999999999999-"
      })
  void sendsAllForWhatIsNoRange(String header) {
    assertThat(ByteRange.of(header, 100)).isEqualTo(Optional.empty());
  }

  @Test
  void namesARangeInItsAnswer() {
    assertThat(new ByteRange(10, 5).header(100)).isEqualTo("bytes 10-14/100");
    assertThat(new ByteRange(0, 0).header(100)).isEqualTo("bytes */100");
  }

  @ParameterizedTest
  @CsvSource({
    "invoice.pdf,  attachment; filename=\"invoice.pdf\"",
    "a b.pdf,      attachment; filename=\"a b.pdf\"",
    "r\u00e4.pdf, attachment; filename=\"r_.pdf\"; filename*=UTF-8''r%C3%A4.pdf",
    "a%41.pdf,     attachment; filename=\"a_41.pdf\"; filename*=UTF-8''a%2541.pdf",
    "a\"b,        attachment; filename=\"a_b\"; filename*=UTF-8''a%22b"
  })
  void writesANameThatNoBrowserMistakes(String name, String header) {
    assertThat(AttachmentName.header(name)).isEqualTo(header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/png",
        "video/mp4",
        "text/plain;charset=utf-8",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      })
  void sendsWhatIsHarmlessAsItIs(String type) {
    assertThat(SafeType.of(type)).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "TEXT/HTML",
        "image/svg+xml",
        "application/xhtml+xml",
        "text/xml",
        "text/javascript",
        "application/vnd.mozilla.xul+xml",
        "application/wasm",
        "image/*",
        "x",
        ""
      })
  void sendsWhatABrowserMightRunAsBytes(String type) {
    assertThat(SafeType.of(type)).isEqualTo("application/octet-stream");
  }
}

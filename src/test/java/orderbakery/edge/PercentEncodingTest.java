package orderbakery.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "limit=1", "a=%41%7a", "note=caf%C3%A9", "a=%F0%9F%8D%9E&b=+", "%00"})
  void isWellFormed(String encoded) {
    assertThat(PercentEncoding.isWellFormed(encoded)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%", "a=%4", "%zz", "%4g", "%FF", "%C3", "%C3(", "%C0%80", "%ED%A0%80", "%%41"})
  void isNot(String encoded) {
    assertThat(PercentEncoding.isWellFormed(encoded)).isFalse();
  }
}

package orderbakery.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header If-Match. */
class PreconditionTest {

  @ParameterizedTest
  @CsvSource({
    "'\"v3\"', 2, false, false",
    "'\"v3\"', 3, true, false",
    "'\"v3\"', 4, false, true",
    "*, 0, true, false",
    "*, 7, true, false"
  })
  void isMetByOneVersionOrByAny(String ifMatch, long version, boolean isMet, boolean isBehind) {
    Precondition precondition = Precondition.parse(ifMatch);

    assertThat(precondition.isMetBy(version)).isEqualTo(isMet);
    assertThat(precondition.isBehind(version)).isEqualTo(isBehind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "v3", "\"3\"", "W/\"v3\"", "\"v0\"", "\"v03\"", "\"v1\", \"v2\"", "**"})
  void isNothingElse(String ifMatch) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Precondition.parse(ifMatch))
        .withMessageEndingWith(ifMatch);
  }

  @Test
  void saysWhichVersionThereIs() {
    Problem problem = Precondition.parse(Precondition.entityTag(3)).mismatch("order", 5);

    assertThat(problem.status()).isEqualTo(412);
    assertThat(problem.detail()).isEqualTo("If-Match asks for version 3, the order has version 5.");
    assertThat(problem.extensions()).containsEntry("currentVersion", 5L);
    assertThat(Precondition.parse("*").mismatch("order", 5).detail()).contains("version *");
  }
}

package orderbakery.component.form;

import static java.time.Duration.ofSeconds;
import static orderbakery.component.form.Readings.faults;
import static orderbakery.component.form.Readings.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumberTest {

  private static final WholeNumber QUANTITY = new WholeNumber(1, 1_000_000);
  private static final WholeNumber NUMBER = new WholeNumber(0, 9_007_199_254_740_991L);

  @ParameterizedTest
  @ValueSource(strings = {"2", "2.0", "2.000", "2e0", "0.2e1", "20e-1"})
  void goesByTheValueAndNotTheWriting(String number) {
    assertThat(read(QUANTITY, new BigDecimal(number))).isEqualTo(2L);
  }

  @Test
  void takesEveryKindOfNumberUpToItsBounds() {
    assertThat(read(QUANTITY, 1)).isEqualTo(1L);
    assertThat(read(QUANTITY, BigInteger.valueOf(1_000_000))).isEqualTo(1_000_000L);
    assertThat(read(NUMBER, 0)).isEqualTo(0L);
    assertThat(read(NUMBER, 9_007_199_254_740_991L)).isEqualTo(9_007_199_254_740_991L);
    assertThat(read(NUMBER, 3.0)).isEqualTo(3L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "1000001",
        "1.5",
        "1e400",
        "1E1000000000",
        "1E-1000000000",
        "1E-2147483647",
        "1000E2147483647"
      })
  void refusesFractionsAndWhatIsOutOfBoundsAtOnce(String number) {
    List<String> faults =
        assertTimeoutPreemptively(ofSeconds(1), () -> faults(QUANTITY, new BigDecimal(number)));

    assertThat(faults).containsExactly("must be an integer from 1 to 1000000");
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThat(faults(QUANTITY, "2")).hasSize(1);
    assertThat(faults(QUANTITY, true)).hasSize(1);
    assertThat(faults(QUANTITY, Double.NaN)).hasSize(1);
    assertThat(faults(NUMBER, 9_007_199_254_740_992L)).hasSize(1);
    assertThat(faults(NUMBER, BigInteger.ONE.shiftLeft(64))).hasSize(1);
  }
}

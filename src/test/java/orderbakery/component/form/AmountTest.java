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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

  private static final Amount EURO = new Amount(1_000_000_000, 2, 2);
  private static final Amount YEN = new Amount(1_000_000_000, 0, 0);
  private static final Amount UNKNOWN = new Amount(1_000_000_000, 0, 4);

  @ParameterizedTest
  @CsvSource({
    "12.50, 12.50",
    "12.5, 12.50",
    "12, 12.00",
    "0, 0.00",
    "-0.00, 0.00",
    "1000000000, 1000000000.00"
  })
  void padsAStringToTheDecimalsOfTheCurrency(String sent, String kept) {
    assertThat(read(EURO, sent)).isEqualTo(kept);
  }

  @Test
  void takesEveryKindOfNumber() {
    assertThat(read(EURO, 7)).isEqualTo("7.00");
    assertThat(read(EURO, 7L)).isEqualTo("7.00");
    assertThat(read(EURO, BigInteger.valueOf(7))).isEqualTo("7.00");
    assertThat(read(EURO, new BigDecimal("7.25"))).isEqualTo("7.25");
    assertThat(read(EURO, 7.1)).isEqualTo("7.10");
    assertThat(read(EURO, new BigDecimal("1e3"))).isEqualTo("1000.00");
    assertThat(read(EURO, new BigDecimal("-0.0"))).isEqualTo("0.00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e3",
        "1E3",
        "+1",
        "-1",
        "-0.01",
        ".5",
        "5.",
        "007",
        "1,50",
        "1_000",
        " 1",
        "1 ",
        "",
        "-",
        "0x1",
        "NaN",
        "Infinity",
        "١",
        "1000000000.01",
        "1000000001",
        "99999999999999999999999999999999999999"
      })
  void refusesAStringThatIsNotAPlainDecimalInRange(String price) {
    assertThat(faults(EURO, price))
        .containsExactly("must be 0 to 1000000000, a number or a string in plain decimal notation");
  }

  @Test
  void judgesStringsAndNumbersByTheirValue() {
    assertThat(faults(EURO, "12.505")).containsExactly("must not have more than 2 decimals");
    assertThat(faults(EURO, new BigDecimal("12.505"))).hasSize(1);
    assertThat(faults(YEN, "100.5")).hasSize(1);

    assertThat(read(EURO, "12.500")).isEqualTo("12.50");
    assertThat(read(YEN, "100.0")).isEqualTo("100");
    assertThat(read(YEN, "1000." + "0".repeat(90))).isEqualTo("1000");
    assertThat(read(YEN, new BigDecimal("1000." + "0".repeat(90)))).isEqualTo("1000");
    assertThat(read(EURO, new BigDecimal("12.500"))).isEqualTo("12.50");
    assertThat(read(YEN, new BigDecimal("100.0"))).isEqualTo("100");
  }

  @Test
  void keepsTheValueWhileTheCurrencyIsUnknown() {
    assertThat(read(UNKNOWN, "12.500")).isEqualTo("12.5");
    assertThat(read(UNKNOWN, new BigDecimal("1e3"))).isEqualTo("1000");
    assertThat(faults(UNKNOWN, "0.00001")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "1E1000000000",
        "1E-1000000000",
        "1E2147483647",
        "1000E2147483647",
        "-1E1000000000",
        "1E+999999999"
      })
  void refusesHugeExponentsAtOnce(String number) {
    BigDecimal huge = new BigDecimal(number);

    List<String> faults = assertTimeoutPreemptively(ofSeconds(1), () -> faults(EURO, huge));

    assertThat(faults).hasSize(1);
  }

  @Test
  void refusesManyDigitsAtOnce() {
    BigInteger digits = BigInteger.TEN.pow(100_000);

    assertTimeoutPreemptively(
        ofSeconds(1),
        () -> {
          assertThat(faults(EURO, digits)).hasSize(1);
          assertThat(faults(EURO, new BigDecimal(digits, 100_000))).hasSize(1);
          assertThat(faults(EURO, "1".repeat(60_000))).hasSize(1);
        });
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThat(faults(EURO, true)).hasSize(1);
    assertThat(faults(EURO, List.of(1))).hasSize(1);
    assertThat(faults(EURO, Double.NaN)).hasSize(1);
    assertThat(faults(EURO, Double.POSITIVE_INFINITY)).hasSize(1);
  }
}

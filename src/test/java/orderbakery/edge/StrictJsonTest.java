package orderbakery.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  @Test
  void readsEveryKindOfValue() {
    assertThat(read("{\"a\": [1, 2.50, \"x\", true, null, {}]}"))
        .isEqualTo(
            Map.of(
                "a",
                java.util.Arrays.asList(1, new BigDecimal("2.50"), "x", true, null, Map.of())));
  }

  @Test
  void keepsEveryDigit() {
    assertThat(read("[0.1234567890123456789012345678901234567890, 9007199254740993, 1e400]"))
        .isEqualTo(
            List.of(
                new BigDecimal("0.1234567890123456789012345678901234567890"),
                9007199254740993L,
                new BigDecimal("1e400")));
    assertThat(read("9".repeat(100))).isEqualTo(new BigInteger("9".repeat(100)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E+2147483647", "1E-2147483647", "0E+2147483647"})
  void holdsAnExponentWithoutWritingItOut(String number) {
    assertThat(read(number)).isEqualTo(new BigDecimal(number));
  }

  @Test
  void readsTextInUtf8AndInEscapes() {
    assertThat(read("\"caf\u00e9 \ud83c\udf5e \\ud83c\\udf5e \\u0000\""))
        .isEqualTo("caf\u00e9 \ud83c\udf5e \ud83c\udf5e \0");
  }

  @Test
  void readsANestingOfSixteen() {
    assertThat(read("[".repeat(16) + "]".repeat(16))).isInstanceOf(List.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nothing            | ``                          | end-of-input",
        "blanks             | `  `                        | end-of-input",
        "an open object     | {                           | end-of-input",
        "an open text       | \"a                         | end-of-input",
        "a duplicate key    | {\"a\":1,\"a\":2}           | Duplicate field 'a'",
        "an escaped one     | {\"a\":1,\"\\u0061\":2}     | Duplicate field 'a'",
        "a deep one         | [{\"a\":1,\"a\":1}]         | Duplicate field 'a'",
        "trailing data      | {} {}                       | Trailing token",
        "a trailing letter  | 1 x                         | Unrecognized token",
        "a trailing comma   | [1,]                        | Unexpected character",
        "a comma in front   | {,\"a\":1}                  | Unexpected character",
        "a comment          | [1] // one                  | comment",
        "single quotes      | {'a':1}                     | Unexpected character",
        "a bare name        | {a:1}                       | Unexpected character",
        "NaN                | NaN                         | Non-standard token 'NaN'",
        "Infinity           | -Infinity                   | Infinity",
        "a zero in front    | 01                          | zeroes",
        "a plus in front    | +1                          | plus",
        "a bare fraction    | .5                          | Unexpected character",
        "an open fraction   | 1.                          | Decimal point",
        "an open exponent   | 1e                          | exponent",
        "a hexadecimal      | 0x1F                        | Unexpected character",
        "a huge exponent    | 1E+2147483648               | exponent beyond 32 bits",
        "a huge negative    | 1E-99999999999              | exponent beyond 32 bits",
        "half a pair, high  | \"\\ud800\"                 | half of a surrogate pair",
        "half a pair, low   | [\"\\udc00\"]               | half of a surrogate pair",
        "half a pair, name  | {\"\\ud800\":1}             | half of a surrogate pair",
        "a pair in reverse  | \"\\udf5e\\ud83c\"          | half of a surrogate pair",
        "an unknown escape  | \"\\x41\"                   | escape",
        "a raw tab          | \"\t\"                      | CTRL-CHAR",
      })
  void refuses(String what, String json, String why) {
    assertRefused(json.getBytes(UTF_8), why);
  }

  @Test
  void refusesARawNul() {
    assertRefused("\"\0\"".getBytes(UTF_8), "CTRL-CHAR");
    assertRefused("1\0".getBytes(UTF_8), "CTRL-CHAR");
  }

  @Test
  void refusesANestingOfSeventeen() {
    assertRefused(("[".repeat(17) + "]".repeat(17)).getBytes(UTF_8), "nesting depth (17)");
  }

  @Test
  void refusesANumberOfMoreThanAHundredDigits() {
    assertRefused("9".repeat(101).getBytes(UTF_8), "Number value length (101)");
    assertRefused(("0." + "9".repeat(101)).getBytes(UTF_8), "Number value length");
  }

  @Test
  void refusesWhatIsNotUtf8() {
    assertRefused("\"caf\u00e9\"".getBytes(ISO_8859_1), "not UTF-8");
    assertRefused("{}".getBytes(UTF_16), "not UTF-8");
    assertRefused(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}, "not UTF-8");
    assertRefused(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}, "not UTF-8");
  }

  @Test
  void refusesAByteOrderMark() {
    assertRefused("\ufeff{}".getBytes(UTF_8), "Unexpected character");
  }

  @Test
  void saysWhere() {
    assertRefused("{\n \"a\": x}".getBytes(UTF_8), "(line 2, column");
  }

  @Test
  void namesNoClass() {
    assertThatThrownBy(() -> read("{"))
        .hasMessageNotContaining("com.")
        .hasMessageNotContaining("java");
  }

  private static Object read(String json) {
    return StrictJson.read(json.getBytes(UTF_8));
  }

  private static void assertRefused(byte[] json, String why) {
    assertThatThrownBy(() -> StrictJson.read(json))
        .isInstanceOfSatisfying(
            RefusedRequest.class,
            refused ->
                assertThat(refused.getProblem())
                    .isEqualTo(Problems.malformed(refused.getMessage())))
        .hasMessageContaining(why);
  }
}

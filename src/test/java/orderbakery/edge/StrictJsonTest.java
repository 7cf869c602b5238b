package orderbakery.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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
        "nothing            | ``                          | there is none",
        "blanks             | `  `                        | there is none",
        "an open object     | {                           | too early",
        "an open text       | \"a                         | too early",
        "a duplicate key    | {\"a\":1,\"a\":2}           | the same name twice",
        "an escaped one     | {\"a\":1,\"\\u0061\":2}     | the same name twice",
        "a deep one         | [{\"a\":1,\"a\":1}]         | the same name twice",
        "trailing data      | {} {}                       | more behind its end",
        "a trailing letter  | 1 x                         | not well formed",
        "a trailing comma   | [1,]                        | not well formed",
        "a comma in front   | {,\"a\":1}                  | not well formed",
        "a comment          | [1] // one                  | not well formed",
        "single quotes      | {'a':1}                     | not well formed",
        "a bare name        | {a:1}                       | not well formed",
        "NaN                | NaN                         | not well formed",
        "Infinity           | -Infinity                   | not well formed",
        "a zero in front    | 01                          | not well formed",
        "a plus in front    | +1                          | not well formed",
        "a bare fraction    | .5                          | not well formed",
        "an open fraction   | 1.                          | not well formed",
        "an open exponent   | 1e                          | too early",
        "a hexadecimal      | 0x1F                        | not well formed",
        "a huge exponent    | 1E+2147483648               | exponent beyond 32 bits",
        "a huge negative    | 1E-99999999999              | exponent beyond 32 bits",
        "half a pair, high  | \"\\ud800\"                 | half of a surrogate pair",
        "half a pair, low   | [\"\\udc00\"]               | half of a surrogate pair",
        "half a pair, name  | {\"\\ud800\":1}             | half of a surrogate pair",
        "a pair in reverse  | \"\\udf5e\\ud83c\"          | half of a surrogate pair",
        "an unknown escape  | \"\\x41\"                   | not well formed",
        "a raw tab          | \"\t\"                      | not well formed",
      })
  void refuses(String what, String json, String why) {
    assertRefused(json.getBytes(UTF_8), why);
  }

  @Test
  void refusesARawNul() {
    assertRefused("\"\0\"".getBytes(UTF_8), "not well formed");
    assertRefused("1\0".getBytes(UTF_8), "not well formed");
  }

  @Test
  void refusesANestingOfSeventeen() {
    assertRefused(
        ("[".repeat(17) + "]".repeat(17)).getBytes(UTF_8), "nested deeper than 16 levels");
  }

  @Test
  void refusesANumberOfMoreThanAHundredDigits() {
    assertRefused("9".repeat(101).getBytes(UTF_8), "more than 100 digits");
    assertRefused(("0." + "9".repeat(101)).getBytes(UTF_8), "more than 100 digits");
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
    assertRefused("\ufeff{}".getBytes(UTF_8), "not well formed");
  }

  @Test
  void saysWhere() {
    assertRefused("{\n \"a\": x}".getBytes(UTF_8), "(line 2, column");
  }

  /** The same seed breaks the same documents. */
  @Test
  void saysInItsOwnWordsWhatIsWrongWithAnyDocument() {
    Random random = new Random(20261129);
    Set<String> said = new TreeSet<>();
    for (int i = 0; i < 20_000; i++) {
      byte[] broken = broken(random).getBytes(random.nextInt(20) == 0 ? ISO_8859_1 : UTF_8);
      try {
        StrictJson.read(broken);
      } catch (RefusedRequest refused) {
        said.add(refused.getMessage().replaceFirst(" \\(line \\d+, column \\d+\\)$", ""));
      }
    }

    assertThat(said).allMatch(WORDS::contains).hasSize(WORDS.size());
  }

  private static final Set<String> WORDS =
      Stream.of(
              "an object has the same name twice",
              "it ends too early",
              "it holds a number of more than 100 digits, or too long a text",
              "it holds a number with an exponent beyond 32 bits",
              "it holds half of a surrogate pair",
              "it is nested deeper than 16 levels",
              "it is not UTF-8",
              "it is not well formed",
              "there is more behind its end")
          .map(why -> "The body is not JSON that can be read: " + why)
          .collect(toSet());

  private static final String[] PIECES = {
    "NaN",
    "-Infinity",
    "9".repeat(101),
    "1E+99999999999",
    "-1e9",
    "01",
    "+1",
    ".5",
    "0x1F",
    "'a'",
    "\"\\ud800\"",
    "\"caf\u00e9\"",
    "\"\\x\"",
    "\"open",
    "{",
    "}",
    "[",
    "]",
    "[".repeat(17),
    ",",
    ":",
    "{\"a\":1,\"a\":2}",
    "{} {}",
    "// a",
    "null",
    "nul",
    "\t",
    "\0",
    "\ufeff",
    "\"" + "x".repeat(60_000) + "\""
  };

  private static String broken(Random random) {
    StringBuilder json = new StringBuilder("{\"a\":[1,{\"b\":\"c\"},true],\"d\":{\"e\":null}}");
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(json.length() + 1);
      int end = Math.min(json.length(), at + random.nextInt(6));
      json.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
    }
    return json.toString();
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

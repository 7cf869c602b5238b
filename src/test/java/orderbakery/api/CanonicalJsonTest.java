package orderbakery.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import orderbakery.edge.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which bodies are the same request: contract.md section 1, {@code Idempotency-Key}. */
class CanonicalJsonTest {

  /** Digests of this form stay in the log for ever. */
  @Test
  void isTheFormThatItAlwaysWas() {
    assertThat(
            canonical(
                " { \"b\" : [ 1, 12.50, null, true ], \"a\" : {\"\\u00e4\\\"\\\\\\n\" : \"/\"} } "))
        .isEqualTo("{\"a\":{\"\u00e4\\\"\\\\\n\":\"/\"},\"b\":[1E0,125E-1,null,true]}");
    assertThat(canonical("{}")).isEqualTo("{}");
    assertThat(canonical("[[],{}]")).isEqualTo("[[],{}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"b\":2} | { \"b\" : 2,\t\"a\" : 1 }",
        "[{\"a\":{\"b\":1,\"c\":2}}] | [{\"a\":{\"c\":2,\"b\":1}}]",
        "12.5 | 12.50",
        "12.5 | 125e-1",
        "100 | 1E+2",
        "100 | 100.00",
        "-7 | -7.0",
        "0 | -0.00",
        "0 | 0E+2147483647",
        "10E+2147483647 | 10.0E+2147483647",
        "1000E+2147483647 | 1000.0E+2147483647",
        "\"\u00e4\" | \"\\u00e4\"",
        "\"\\/\" | \"/\"",
        "\"\\ud83c\\udf5e\" | \"\ud83c\udf5e\""
      })
  void isTheSameForTheSameJson(String json, String same) {
    assertThat(canonical(same)).isEqualTo(canonical(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1,2] | [2,1]",
        "1 | -1",
        "1 | 10",
        "1 | \"1\"",
        "1E+2147483647 | 1E-2147483647",
        "9007199254740993 | 9007199254740992",
        "0.1 | 0.1000000000000000055511151231257827021181583404541015625",
        "{\"a\":null} | {}",
        "{\"a\":{}} | {\"a\":[]}",
        "null | \"null\"",
        "true | \"true\"",
        "[\"a\",\"b\"] | [\"a\\\",\\\"b\"]",
        "{\"a\":\"b\",\"c\":\"d\"} | {\"a\":\"b\\\",\\\"c\\\":\\\"d\"}",
        "\"\\\\\\\"\" | \"\\\\\"",
        "\"\u00e4\" | \"a\u0308\""
      })
  void isAnotherForOtherJson(String json, String other) {
    assertThat(canonical(other)).isNotEqualTo(canonical(json));
  }

  private static String canonical(String json) {
    return CanonicalJson.of(StrictJson.read(json.getBytes(UTF_8)));
  }
}

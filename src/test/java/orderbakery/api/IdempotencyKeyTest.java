package orderbakery.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import orderbakery.edge.RefusedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

  /** For ever: a change here would make every repeat of an old request a new command. */
  @Test
  void namesTheSameCommandForEver() {
    assertThat(IdempotencyKey.parse("k1").commandId("anonymous"))
        .isEqualTo("4a5c453c-a2eb-5b2e-8389-e1b682bc2730");
  }

  @Test
  void isTheSameBareAndQuoted() {
    assertThat(IdempotencyKey.parse("\"a\\\"b\\\\c\"")).isEqualTo(IdempotencyKey.parse("a\"b\\c"));
  }

  @Test
  void namesAnotherCommandForAnotherPrincipal() {
    IdempotencyKey key = IdempotencyKey.parse("k1");

    assertThat(key.commandId("ada")).isNotEqualTo(key.commandId("anonymous"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"\"",
        "\"",
        "\"a",
        "\"a\"b",
        "\"a\\n\"",
        "a b",
        "\"a b\"",
        "caf\u00e9",
        "a\tb"
      })
  void isOfOneOfTwoForms(String malformed) {
    assertThatThrownBy(() -> IdempotencyKey.parse(malformed)).isInstanceOf(RefusedRequest.class);
  }

  @Test
  void hasAtMost255Characters() {
    assertThat(IdempotencyKey.parse("k".repeat(255)).value()).hasSize(255);
    assertThatThrownBy(() -> IdempotencyKey.parse("k".repeat(256)))
        .isInstanceOf(RefusedRequest.class);
  }
}

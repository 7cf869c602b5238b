package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;

/** What clients may rely on, whatever is away (contract.md section 1). */
final class Answers {

  private Answers() {}

  /** A problem that says: not accepted, or unknown; come again. */
  static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.json().get("type").asText()).isEqualTo("/problems/unavailable");
  }
}

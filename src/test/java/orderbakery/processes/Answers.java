package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;

import orderbakery.fixtures.Answer;

/** What clients may rely on, whatever is away (contract.md section 1). */
final class Answers {

  private Answers() {}

  /** A problem that says: not accepted, or unknown; come again. */
  static void assertUnavailable(Answer answer) {
    answer.assertProblem(503, "unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }
}

package orderbakery.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import orderbakery.log.Position;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void comesBackFromItsDocumentWithoutErrors() {
    Problem problem =
        new Problem("version-mismatch", "t", 412, "d", List.of(), Map.of("currentVersion", 2L));

    assertThat(problem.toDocument()).doesNotContainKey("errors");
    assertThat(Problem.fromDocument(problem.toDocument())).isEqualTo(problem);
  }

  @Test
  void comesBackFromItsDocumentWithErrors() {
    Problem problem =
        new Problem("invalid-order", "t", 422, "d", List.of(new FieldError("/a", "must be")));

    assertThat(problem.toDocument()).containsKey("errors");
    assertThat(Problem.fromDocument(problem.toDocument())).isEqualTo(problem);
  }

  @Test
  void staysWhatItWasInTheFactOfARejection() {
    Problem problem = new Problem("order-not-changeable", "t", 409, "d");
    Map<String, Object> data = Fact.refusal("o", "update", problem.toDocument());

    assertThat(data).containsEntry("entityId", "o").containsEntry("operation", "update");
    assertThat(
            new Fact(
                    "c",
                    "order.rejected",
                    "o",
                    new Position(0, 1),
                    1,
                    Instant.EPOCH,
                    null,
                    null,
                    null,
                    data)
                .problem())
        .isEqualTo(problem);
    assertThat(Fact.isRejection("order.rejected")).isTrue();
    assertThat(Fact.isRejection("order.created")).isFalse();
  }
}

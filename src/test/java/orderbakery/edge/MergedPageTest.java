package orderbakery.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MergedPageTest {
  private static final List<String> NONE = List.of();
  private static final List<String> ORDER = List.of("order");

  @Test
  void beginsWithWhatIsCommon() {
    assertThat(MergedPage.yaml("openapi.yaml", NONE))
        .startsWith("openapi: 3.1.1\n")
        .contains("  /command/{id}:\n")
        .doesNotContain("/order");
  }

  @Test
  void mergesObjectsAndJoinsLists() {
    assertThat(MergedPage.yaml("openapi.yaml", ORDER))
        .contains("  /command/{id}:\n", "  /order/{id}:\n")
        .contains("- republish\n      - cancel\n");
  }

  @Test
  void writesOutWhatPartsUseSeveralTimes() {
    assertThat(MergedPage.yaml("openapi.yaml", ORDER))
        .doesNotContain("x-answers", "<<", "&id", "*id");
  }

  @Test
  void keepsTimesAsTheyAreWritten() {
    assertThat(MergedPage.yaml("openapi.yaml", ORDER))
        .contains("createdAt: '2026-11-23T10:15:00.123Z'");
  }

  @Test
  void takesAComponentThatAddsNothing() {
    assertThat(MergedPage.yaml("openapi.yaml", List.of("order", "unheard-of")))
        .isEqualTo(MergedPage.yaml("openapi.yaml", ORDER));
  }

  @Test
  void refusesToSayTwoThings() {
    assertThatIllegalStateException()
        .isThrownBy(() -> MergedPage.yaml("openapi.yaml", List.of("contradicting")))
        .withMessage("Two parts of the page say openapi.yaml/openapi");
  }
}

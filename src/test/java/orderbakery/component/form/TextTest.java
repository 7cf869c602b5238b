package orderbakery.component.form;

import static orderbakery.component.form.Readings.faults;
import static orderbakery.component.form.Readings.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

  private static final Text NAME = new Text(200);

  @Test
  void countsCodePoints() {
    assertThat(faults(NAME, "🥐".repeat(200))).isEmpty();
    assertThat(faults(NAME, "🥐".repeat(201))).containsExactly("must have 1 to 200 characters");
    assertThat(faults(NAME, "n".repeat(201))).hasSize(1);
  }

  @Test
  void keepsBlanksAroundAText() {
    assertThat(read(NAME, "  Ada ")).isEqualTo("  Ada ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\n",
        "\u00A0",
        "\u2003 ",
        "\u200B",
        "\u200D\uFEFF",
        "\u3164",
        "\u2800",
        "\u00AD",
        "\u0007"
      })
  void refusesWhatIsBlank(String blank) {
    assertThat(faults(NAME, blank)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\uD83E", "a\uDD50", "\uDD50\uD83E", "\uD800", "\uDFFF"})
  void refusesNulAndHalfASurrogatePair(String text) {
    assertThat(faults(NAME, text)).containsExactly("must not contain NUL or half a surrogate pair");
  }

  @Test
  void takesWhatStandsBesideTheSurrogates() {
    assertThat(faults(NAME, "\uD7FF\uE000")).isEmpty();
  }

  @Test
  void refusesWhatIsNoString() {
    assertThat(faults(NAME, 1)).containsExactly("must be a string");
  }
}

package orderbakery.component;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PluralTest {

  @Test
  void isTheSingularForOneAlone() {
    assertThat(Plural.of(0, "letter")).isEqualTo("0 letters");
    assertThat(Plural.of(1, "letter")).isEqualTo("1 letter");
    assertThat(Plural.of(2, "letter")).isEqualTo("2 letters");
  }
}

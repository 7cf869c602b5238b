package orderbakery.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ToldTypesTest {

  @Test
  void keepsTheLastPlaceOfEachTypeInOrder() {
    ToldTypes told =
        ToldTypes.NONE
            .with("order.created", 3)
            .with("order.updated", 5)
            .with("order.cancelled", 8)
            .with("order.updated", 9);

    assertThat(told.sequences().keySet()).containsExactly("created", "cancelled", "updated");
    assertThat(told).hasToString("created=3 cancelled=8 updated=9");
    assertThat(ToldTypes.parse(told.toString())).isEqualTo(told);
    assertThat(ToldTypes.parse(told.toString())).hasToString(told.toString());
  }

  @Test
  void readsNothingElse() {
    for (String text :
        new String[] {"", "created", "created=", "created=x", "created=3,updated=4"}) {
      assertThatIllegalArgumentException().as(text).isThrownBy(() -> ToldTypes.parse(text));
    }
  }
}

package orderbakery.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Under whose name an intervention goes. */
class SignatureTest {

  @Test
  void isThatOfWhoeverIsKnown() {
    Signature signature = new Signature(() -> Optional.of("eve"));

    assertThat(signature.of("mallory", "mended").by()).isEqualTo("eve");
    assertThat(signature.of(null, "mended").by()).isEqualTo("eve");
  }

  @Test
  void isTheNameThatSomebodyGivesWhereNobodyIsAsked() {
    Signature signature = new Signature(Optional::empty);

    assertThat(signature.of("ada", "mended").by()).isEqualTo("ada");
    assertThatThrownBy(() -> signature.of(null, "mended"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'by'");
  }
}

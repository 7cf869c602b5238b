package orderbakery.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  private static final String ID = "01a20e3a-620c-7034-a4ec-a1877d18c42f";

  @Test
  void readsEitherCaseAndWritesLowerCase() {
    assertThat(Ids.read(ID)).contains(ID);
    assertThat(Ids.read(ID.toUpperCase(Locale.ROOT))).contains(ID);
    assertThat(Ids.read("01A20e3a-620C-7034-a4eC-a1877d18C42F")).contains(ID);
    String any = UUID.randomUUID().toString();
    assertThat(Ids.read(any)).contains(any);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 01a20e3a-620c-7034-a4ec-a1877d18c42f",
        "01a20e3a-620c-7034-a4ec-a1877d18c42f\n",
        "01a20e3a620c7034a4eca1877d18c42f",
        "{01a20e3a-620c-7034-a4ec-a1877d18c42f}",
        "01a20e3a-620c-7034-a4ec-a1877d18c42",
        "01a20e3a-620c-7034-a4ec-a1877d18c42g",
        "01a20e3a-620c-7034-a4ec-a1877d18c42\u0661",
        "1-1-1-1-1"
      })
  void readsNothingElse(String text) {
    assertThat(Ids.read(text)).isEmpty();
  }
}

package orderbakery.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKeyTest {
  private static final String ENTITY = "01a20e3a-620c-7034-a4ec-a1877d18c424";
  private static final String FILE = "01a20e3a-620c-7034-a4ec-a1877d18c425";

  @Test
  void readsWhatItWrites() {
    FileKey key = new FileKey("order", ENTITY, FILE);

    assertThat(key).hasToString("order/" + ENTITY + "/" + FILE);
    assertThat(FileKey.read(key.toString())).contains(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "order",
        "order/" + ENTITY,
        "order/" + ENTITY + "/../" + FILE,
        "../" + ENTITY + "/" + FILE,
        "order/" + ENTITY + "/01A20E3A-620C-7034-A4EC-A1877D18C425",
        "order/" + ENTITY + "/" + FILE + "/",
        "order/" + ENTITY + "/" + FILE + ".part"
      })
  void knowsNoOtherNames(String name) {
    assertThat(FileKey.read(name)).isEmpty();
  }

  @Test
  void isMadeOfIdsOnly() {
    assertThatThrownBy(() -> new FileKey("order", "..", FILE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package orderbakery.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Where entities live, and how commands are told apart: both for ever. */
class PartitionsTest {

  @Test
  void areOneToThirtyTwo() {
    assertThat(new Partitions(1).all()).containsExactly(0);
    assertThat(new Partitions(32).all()).hasSize(32);
    assertThatIllegalArgumentException().isThrownBy(() -> new Partitions(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Partitions(33));
  }

  @Test
  void areFoundByTheChecksumOfTheId() {
    // CRC-32 of "123456789" is cbf43926
    assertThat(new Partitions(8).of("123456789")).isEqualTo(6);
    assertThat(new Partitions(7).of("123456789")).isEqualTo((int) (0xcbf43926L % 7));
  }

  @Test
  void holdCommandsThatSha256TellsApart() {
    assertThat(Sha256.of("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}

package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaTest {

  @Test
  void isReadFromItsNumberAndTheirCount() {
    assertThat(Replica.parse("1/3")).isEqualTo(new Replica(1, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "3/3", "0/0", "-1/2", "1/2/3", "a/b", "1 /2", "99999999999/2"})
  void refusesWhatNoReplicaCanBe(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Replica.parse(text));
  }

  @Test
  void saysWhatItFoundAndWhatItNeeds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Replica.parse("one of two"))
        .withMessageContaining("'one of two'")
        .withMessageContaining("0/1");
  }

  @Test
  void prefersEachPartitionInExactlyOneReplica() {
    for (int partition = 0; partition < 8; partition++) {
      int preferred = partition;
      assertThat(
              IntStream.range(0, 3)
                  .filter(index -> new Replica(index, 3).prefers(preferred))
                  .boxed())
          .containsExactly(partition % 3);
    }
  }
}

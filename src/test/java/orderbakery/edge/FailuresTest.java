package orderbakery.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final Failures failures =
      new Failures(List.of(UncheckedIOException.class), new ProblemWriter(() -> new UUID(0, 7)));

  @Test
  void saysUnavailableWhateverCausedTheFailureOfAServer() {
    Exception cut = new UncheckedIOException(new IOException("cut"));

    assertThat(failures.problemOf(cut)).isEqualTo(Problems.unavailable());
  }

  @Test
  void saysUnavailableForWhatAServerCaused() {
    Exception wrapped = new IllegalStateException(new UncheckedIOException(new IOException("cut")));

    assertThat(failures.problemOf(wrapped)).isEqualTo(Problems.unavailable());
  }

  @Test
  void saysInternalErrorForAnyOther() {
    assertThat(failures.problemOf(new IOException("ours"))).isEqualTo(Problems.internalError());
  }
}

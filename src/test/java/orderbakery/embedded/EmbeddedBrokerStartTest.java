package orderbakery.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerStartTest {
  @TempDir Path directory;

  @Test
  void refusesADirectoryThatThisProcessUses() {
    try (EmbeddedBroker broker = EmbeddedBroker.open(directory, 0)) {
      assertThat(broker.port()).isPositive();

      assertThatThrownBy(() -> EmbeddedBroker.open(directory, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("already uses " + directory);
    }
  }

  @Test
  void refusesADirectoryThatAnotherProcessUses() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.open(directory, 0);
        ChildJvm second = ChildJvm.start(OpensBroker.class, directory, 0)) {
      assertThat(broker.port()).isPositive();

      assertThat(second.remainingLines())
          .anyMatch(line -> line.startsWith("refused") && line.contains("uses " + directory));
    }
  }

  @Test
  void endsWithItsProcess() throws Exception {
    try (ChildJvm process = ChildJvm.start(OpensBroker.class, directory, 0)) {
      assertThat(process.endsBySelf()).isTrue();
      assertThat(process.remainingLines()).anyMatch(line -> line.startsWith("opened on port"));
    }
  }

  @Test
  void leavesNoThreadBehindWhenItsPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ChildJvm process = ChildJvm.start(OpensBroker.class, directory, taken.getLocalPort())) {
      assertThat(process.endsBySelf()).isTrue();
      assertThat(process.remainingLines())
          .anyMatch(line -> line.contains("cannot start in " + directory))
          .anyMatch(line -> line.contains("port " + taken.getLocalPort()));
    }
  }

  @Test
  void leavesNoThreadBehindWhenItsStoreCannotBeRead() throws Exception {
    Files.writeString(directory.resolve("bdb"), "a file where a folder should be");

    try (ChildJvm process = ChildJvm.start(OpensBroker.class, directory, 0)) {
      assertThat(process.endsBySelf()).isTrue();
      assertThat(process.remainingLines())
          .anyMatch(line -> line.contains("cannot start in " + directory))
          .anyMatch(line -> line.contains("message store is ERRORED"));
    }
  }

  @Test
  void startsAfterAFailedStart() throws Exception {
    Path store = Files.writeString(directory.resolve("bdb"), "a file where a folder should be");
    assertThatThrownBy(() -> EmbeddedBroker.open(directory, 0))
        .isInstanceOf(IllegalStateException.class);
    Files.delete(store);

    try (EmbeddedBroker broker = EmbeddedBroker.open(directory, 0)) {
      assertThat(broker.port()).isPositive();
    }
  }
}

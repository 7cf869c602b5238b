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
          .hasMessageContaining(directory + " is in use by another process");
    }
  }

  @Test
  void refusesADirectoryThatAnotherProcessUses() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.open(directory, 0);
        ChildJvm second = ChildJvm.start(OpensBroker.class, directory, 0)) {
      assertThat(broker.port()).isPositive();

      assertThat(second.readLineThatStartsWith("refused"))
          .contains(directory + " is in use by another process");
    }
  }

  @Test
  void letsItsProcessEndOnceItIsClosed() throws Exception {
    try (ChildJvm process = ChildJvm.start(OpensBroker.class, directory, 0)) {
      assertThat(process.readLineThatStartsWith("opened")).contains("port");

      assertThat(process.endsBySelf()).isTrue();
    }
  }

  @Test
  void leavesNoThreadBehindWhenItsPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ChildJvm process = ChildJvm.start(OpensBroker.class, directory, taken.getLocalPort())) {
      assertThat(process.readLineThatStartsWith("refused"))
          .contains("cannot start in " + directory, "port " + taken.getLocalPort());

      assertThat(process.endsBySelf()).isTrue();
    }
  }

  @Test
  void leavesNoThreadBehindWhenItsStoreCannotBeRead() throws Exception {
    Files.writeString(directory.resolve("bdb"), "a file where a folder should be");

    try (ChildJvm process = ChildJvm.start(OpensBroker.class, directory, 0)) {
      assertThat(process.readLineThatStartsWith("refused"))
          .contains("cannot start in " + directory, "message store is ERRORED");

      assertThat(process.endsBySelf()).isTrue();
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

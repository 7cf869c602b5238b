package orderbakery.embedded;

import static orderbakery.embedded.BrokerClient.confirming;
import static orderbakery.embedded.BrokerClient.connect;
import static orderbakery.embedded.BrokerClient.drain;
import static orderbakery.embedded.BrokerClient.publish;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerRestartTest {
  @TempDir Path directory;

  @Test
  void keepsDurableQueuesBindingsAndPersistentMessages() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.open(directory, 0);
        Connection connection = connect(broker)) {
      Channel channel = confirming(connection);
      channel.exchangeDeclare("room", "topic", true);
      channel.queueDeclare("shelf", true, false, false, null);
      channel.queueBind("shelf", "room", "loaf.*");
      publish(channel, "room", "loaf.1", List.of("first"));
    }

    try (EmbeddedBroker broker = EmbeddedBroker.open(directory, 0);
        Connection connection = connect(broker)) {
      Channel channel = confirming(connection);
      publish(channel, "room", "loaf.2", List.of("second"));
      assertThat(drain(channel, "shelf")).containsExactly("first", "second");
    }
  }

  @Test
  void hasNewCredentialsAtEachStart() {
    EmbeddedBroker first = EmbeddedBroker.open(directory, 0);
    first.close();

    try (EmbeddedBroker second = EmbeddedBroker.open(directory, 0)) {
      assertThat(second.password()).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(first.password());
      assertThat(second.user()).isNotEqualTo(first.user());
    }
  }

  @Test
  void leavesItsPasswordInNoFile() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.open(directory, 0);
        Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .noneMatch(file -> holds(file, broker.password()));
    }
  }

  @Test
  void closesTwiceWithoutAComplaint() {
    EmbeddedBroker broker = EmbeddedBroker.open(directory, 0);
    broker.close();
    broker.close();

    try (EmbeddedBroker next = EmbeddedBroker.open(directory, 0)) {
      assertThat(next.port()).isPositive();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

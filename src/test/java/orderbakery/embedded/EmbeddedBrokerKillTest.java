package orderbakery.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerKillTest {
  private static final int ENOUGH = 2_000;
  private static final Pattern REPORT = Pattern.compile("confirmed up to (\\d+)\\.");

  @TempDir Path directory;

  @Test
  void keepsEveryConfirmedMessageWhenItsProcessIsKilled() throws Exception {
    int confirmed = publishUntilKilled();

    assertThat(confirmed).isGreaterThanOrEqualTo(ENOUGH);
    try (EmbeddedBroker broker = EmbeddedBroker.open(directory, 0);
        Connection connection = BrokerClient.connect(broker)) {
      List<String> kept = BrokerClient.drain(connection.createChannel(), ConfirmedPublisher.QUEUE);
      assertThat(kept)
          .startsWith(
              IntStream.range(0, confirmed).mapToObj(Integer::toString).toArray(String[]::new))
          .doesNotHaveDuplicates();
    }
  }

  /** Answers how many messages, numbered from 0, the publisher saw confirmed before its end. */
  private int publishUntilKilled() throws Exception {
    int confirmed = 0;
    try (ChildJvm publisher = ChildJvm.start(ConfirmedPublisher.class, directory)) {
      for (String line = publisher.readLine(); line != null; line = publisher.readLine()) {
        confirmed = Math.max(confirmed, reported(line));
        if (confirmed >= ENOUGH) {
          publisher.kill();
        }
      }
    }
    return confirmed;
  }

  private static int reported(String line) {
    Matcher report = REPORT.matcher(line);
    return report.matches() ? Integer.parseInt(report.group(1)) : 0;
  }
}

package orderbakery.operate.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import orderbakery.broker.Broker;
import orderbakery.broker.ComponentRooms;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.Letter;
import orderbakery.broker.LetterQueues;
import orderbakery.broker.Topology;
import orderbakery.fixtures.BrokerUnderTest;
import orderbakery.log.Partitions;
import orderbakery.operate.Justification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;

/** Letters are held in memory in pieces, bounded in number and in bytes. */
class LetterPiecesIT {
  private static final int KIB = 1024;

  @RegisterExtension static final BrokerUnderTest BROKER = new BrokerUnderTest();

  private final String prefix = "test-" + UUID.randomUUID();
  private final List<List<Letter>> pieces = new ArrayList<>();
  private DeadLetters deadLetters;
  private LetterDesk desk;

  @BeforeEach
  void open() {
    Topology topology =
        new Topology(new Partitions(1), "quorum", List.of(new ComponentRooms(prefix, prefix)));
    BROKER.declare(BROKER.connections(), topology.shared());
    Broker broker = BROKER.broker(topology);
    ConfirmedPublisher publisher = new ConfirmedPublisher(broker, Duration.ofSeconds(10));
    deadLetters = new DeadLetters(publisher, Clock.systemUTC(), KIB * KIB);
    desk =
        new LetterDesk(
            new LetterQueues(broker, topology, publisher),
            (letters, why, now) -> pieces.add(letters),
            Clock.systemUTC());
  }

  @Test
  void discardsSmallOnesAtOnce() {
    park(40, KIB);

    assertThat(discard().done()).isEqualTo(40);

    assertThat(pieces).singleElement().satisfies(piece -> assertThat(piece).hasSize(40));
  }

  @Test
  void discardsBigOnesAFewAtATime() {
    park(40, 300 * KIB);

    assertThat(discard().done()).isEqualTo(40);

    assertThat(pieces).allSatisfy(piece -> assertThat(piece).hasSizeLessThanOrEqualTo(14));
    assertThat(pieces.stream().mapToInt(List::size).sum()).isEqualTo(40);
    assertThat(desk.counts()).containsEntry(queue(), 0L);
  }

  private LetterAction discard() {
    return desk.discard(queue(), LetterSelection.ALL, false, new Justification("ada", "test"));
  }

  private String queue() {
    return prefix + "-baker.0.dead";
  }

  private void park(int count, int bytes) {
    for (int i = 0; i < count; i++) {
      Message message = MessageBuilder.withBody(new byte[bytes]).setMessageId("id-" + i).build();
      message.getMessageProperties().setConsumerQueue(prefix + "-baker.0");
      message.getMessageProperties().setReceivedExchange("data-source");
      message.getMessageProperties().setReceivedRoutingKey(prefix + ".created.0");
      deadLetters.park(
          "bake-orders",
          deadLetters.read(
              List.of(message),
              it -> {
                throw new IllegalStateException("a fault that is mended since");
              }));
    }
  }
}

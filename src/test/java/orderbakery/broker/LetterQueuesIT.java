package orderbakery.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import orderbakery.fixtures.BrokerUnderTest;
import orderbakery.fixtures.Brokers;
import orderbakery.log.Partitions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.support.DefaultMessagePropertiesConverter;

class LetterQueuesIT {
  /** Above the 20 deliveries after which RabbitMQ 4 drops a message by default. */
  private static final int MANY = 25;

  @RegisterExtension static final BrokerUnderTest BROKER = new BrokerUnderTest();

  private final String prefix = "test-" + UUID.randomUUID();
  private final String queue = prefix + "-baker.0";
  private final String key = prefix + ".created.0";
  private RabbitAdmin admin;
  private ConfirmedPublisher publisher;
  private DeadLetters deadLetters;
  private LetterQueues letterQueues;

  @BeforeEach
  void declareTheRooms() {
    CachingConnectionFactory connections = BROKER.connections();
    ComponentRooms component = new ComponentRooms(prefix, prefix);
    Topology topology = new Topology(new Partitions(1), "quorum", List.of(component));
    admin = BROKER.declare(connections, topology.shared());
    Broker broker = BROKER.broker(topology);
    publisher = new ConfirmedPublisher(broker, Duration.ofSeconds(10));
    deadLetters = new DeadLetters(publisher, Clock.systemUTC(), 1000);
    letterQueues = new LetterQueues(broker, topology, publisher);
  }

  @Test
  void leavesAllInTheirPlacesHoweverOftenSomebodyLooks() {
    String[] bodies = IntStream.range(0, 40).mapToObj(Integer::toString).toArray(String[]::new);
    park(bodies);

    for (int i = 0; i < MANY; i++) {
      assertThat(bodies()).containsExactly(bodies);
    }
    assertThat(letterQueues.counts()).containsEntry(queue + ".dead", 40L);
  }

  @Test
  void takesOutOneAndLeavesItsNeighbours() {
    park("one", "two", "three");

    try (LetterQueue letterQueue = letterQueues.open(queue + ".dead", 10)) {
      assertThat(letterQueue.next()).isPresent();
      letterQueue.take(List.of(letterQueue.next().orElseThrow()));
    }

    assertThat(bodies()).containsExactly("one", "three");
  }

  @Test
  void takesOutAsManyAsItIsTold() {
    park(IntStream.range(0, 200).mapToObj(Integer::toString).toArray(String[]::new));

    try (LetterQueue letterQueue = letterQueues.open(queue + ".dead", 150)) {
      List<Letter> odd = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        Letter letter = letterQueue.next().orElseThrow();
        if (i % 2 == 1) {
          odd.add(letter);
        }
      }
      assertThat(letterQueue.next()).isEmpty();
      letterQueue.take(odd);
    }

    assertThat(bodies())
        .containsExactlyElementsOf(
            IntStream.range(0, 200)
                .filter(i -> i % 2 == 0 || i >= 150)
                .mapToObj(Integer::toString)
                .toList());
  }

  @Test
  void readsOnBehindWhatItHasTaken() {
    park(IntStream.range(0, 100).mapToObj(Integer::toString).toArray(String[]::new));

    try (LetterQueue letterQueue = letterQueues.open(queue + ".dead", 1000)) {
      for (int i = 0; i < 100; i += 20) {
        List<Letter> piece = new ArrayList<>();
        for (int j = i; j < i + 20; j++) {
          Letter letter = letterQueue.next().orElseThrow();
          assertThat(new String(letter.body(), UTF_8)).isEqualTo(Integer.toString(j));
          piece.add(letter);
        }
        letterQueue.take(piece);
      }
      assertThat(letterQueue.next()).isEmpty();
    }

    assertThat(bodies()).isEmpty();
  }

  @Test
  void seesAtMostSoMany() {
    park("one", "two", "three");

    try (LetterQueue letterQueue = letterQueues.open(queue + ".dead", 2)) {
      assertThat(letterQueue.next()).isPresent();
      assertThat(letterQueue.next()).isPresent();
      assertThat(letterQueue.next()).isEmpty();
    }
  }

  @Test
  void sendsBackTheMessageAsItWas() {
    park("one");
    bodies();

    try (LetterQueue letterQueue = letterQueues.open(queue + ".dead", 1)) {
      Letter letter = letterQueue.next().orElseThrow();
      assertThat(letterQueues.hasWayBack(letter)).isTrue();
      letterQueues.sendBack(List.of(letter));
      letterQueue.take(List.of(letter));
    }

    Message back = consume();
    assertThat(new String(back.getBody(), UTF_8)).isEqualTo("one");
    assertThat(back.getMessageProperties())
        .satisfies(
            properties -> {
              assertThat(properties.getMessageId()).isEqualTo("id-one");
              assertThat(properties.getType()).isEqualTo("order.created");
              assertThat(properties.getReceivedExchange()).isEqualTo("data-source");
              assertThat(properties.getReceivedRoutingKey()).isEqualTo(key);
              assertThat(properties.getReceivedDeliveryMode())
                  .isEqualTo(MessageDeliveryMode.PERSISTENT);
              assertThat(properties.getHeaders()).containsOnlyKeys("trace");
            });
    assertThat(letterQueues.counts()).containsEntry(queue + ".dead", 0L);
  }

  @Test
  void hasNoWayBackToAQueueThatIsGone() {
    park("one");
    admin.deleteQueue(queue);

    try (LetterQueue letterQueue = letterQueues.open(queue + ".dead", 1)) {
      assertThat(letterQueues.hasWayBack(letterQueue.next().orElseThrow())).isFalse();
    }
    assertThat(letterQueues.counts()).containsKey(queue + ".dead");
  }

  /** Qpid has no alternate exchange. */
  @Test
  void knowsWhereAMessageThatNoQueueWantedCameFrom() {
    assumeTrue(System.getenv("RABBITMQ_ADDRESSES") != null);
    admin.purgeQueue(Rooms.UNROUTABLE);
    String nobody = prefix + "-nobody";
    publisher.publish(
        "data-source",
        new RoomMessage(nobody, "id", "order.created", "{}".getBytes(UTF_8), Map.of()));

    try (LetterQueue letterQueue = letterQueues.open(Rooms.UNROUTABLE, 1)) {
      Letter letter = letterQueue.next().orElseThrow();
      assertThat(letter.room()).isEqualTo("data-source");
      assertThat(letter.routingKey()).isEqualTo(nobody);
      assertThat(letterQueues.hasWayBack(letter)).isFalse();
    }
  }

  @Test
  void saysThatTheBrokerIsAway() {
    LetterQueues away =
        new LetterQueues(
            Brokers.nobody(), new Topology(new Partitions(1), "quorum", List.of()), publisher);

    assertThatExceptionOfType(BrokerAway.class).isThrownBy(away::counts);
    assertThatExceptionOfType(BrokerAway.class).isThrownBy(() -> away.open("unroutable", 1));
    assertThatExceptionOfType(BrokerAway.class)
        .isThrownBy(() -> letterQueues.open("no-such-queue", 1));
  }

  private void park(String... bodies) {
    List<Message> messages = new ArrayList<>();
    for (String body : bodies) {
      Message message =
          MessageBuilder.withBody(body.getBytes(UTF_8))
              .setMessageId("id-" + body)
              .setType("order.created")
              .setHeader("trace", "00-1")
              .build();
      message.getMessageProperties().setConsumerQueue(queue);
      message.getMessageProperties().setReceivedExchange("data-source");
      message.getMessageProperties().setReceivedRoutingKey(key);
      messages.add(message);
    }
    deadLetters.park(
        "bake-orders",
        deadLetters.read(
            messages,
            message -> {
              throw new IllegalStateException("a fault that is mended since");
            }));
  }

  private List<String> bodies() {
    List<String> bodies = new ArrayList<>();
    try (LetterQueue letterQueue = letterQueues.open(queue + ".dead", 1000)) {
      for (Optional<Letter> next = letterQueue.next();
          next.isPresent();
          next = letterQueue.next()) {
        bodies.add(new String(next.get().body(), UTF_8));
      }
    }
    return bodies;
  }

  /** A queue with a single active consumer refuses basic.get: it takes a consumer. */
  private Message consume() {
    return admin
        .getRabbitTemplate()
        .execute(
            channel -> {
              BlockingQueue<Message> arrived = new LinkedBlockingQueue<>();
              String tag =
                  channel.basicConsume(
                      queue,
                      true,
                      (consumer, delivery) ->
                          arrived.add(
                              new Message(
                                  delivery.getBody(),
                                  new DefaultMessagePropertiesConverter()
                                      .toMessageProperties(
                                          delivery.getProperties(),
                                          delivery.getEnvelope(),
                                          UTF_8.name()))),
                      consumer -> {});
              Message message = arrived.poll(10, TimeUnit.SECONDS);
              channel.basicCancel(tag);
              return message;
            });
  }
}

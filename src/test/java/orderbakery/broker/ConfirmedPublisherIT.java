package orderbakery.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import orderbakery.fixtures.BrokerUnderTest;
import orderbakery.fixtures.FaultProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;

class ConfirmedPublisherIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @RegisterExtension static final BrokerUnderTest BROKER = new BrokerUnderTest();

  private final TopicRoom room = TopicRoom.withPartitions(1);
  private CachingConnectionFactory connections;
  private RabbitAdmin admin;

  @BeforeEach
  void declareTheRoom() {
    connections = BROKER.connections();
    admin = BROKER.declare(connections, room.declarables());
  }

  @Test
  void publishesAPersistentCloudEvent() {
    ConfirmedPublisher publisher = new ConfirmedPublisher(BROKER.broker(), PATIENCE);

    publisher.publish(
        room.name(),
        new RoomMessage(
            "0", "id-1", "order.created", "Bäckerei".getBytes(UTF_8), Map.of("trace", "00-1")));

    Message message = received();
    assertThat(message.getBody()).isEqualTo("Bäckerei".getBytes(UTF_8));
    assertThat(message.getMessageProperties())
        .satisfies(
            properties -> {
              assertThat(properties.getReceivedDeliveryMode())
                  .isEqualTo(MessageDeliveryMode.PERSISTENT);
              assertThat(properties.getContentType()).isEqualTo("application/cloudevents+json");
              assertThat(properties.getMessageId()).isEqualTo("id-1");
              assertThat(properties.getType()).isEqualTo("order.created");
              assertThat(properties.getHeaders()).containsEntry("trace", "00-1");
            });
  }

  @Test
  void keepsTheOrderOfMoreMessagesThanOneChunk() {
    new ConfirmedPublisher(BROKER.broker(), PATIENCE).publish(room.name(), messages("0", 1_100));

    assertThat(IntStream.range(0, 1_100).mapToObj(i -> received().getMessageProperties()))
        .extracting(properties -> properties.getMessageId())
        .containsExactlyElementsOf(IntStream.range(0, 1_100).mapToObj(i -> "id-" + i).toList());
  }

  @Test
  void publishesNothingForAnEmptyList() {
    new ConfirmedPublisher(BROKER.broker(), PATIENCE).publish("no-such-room", List.of());

    assertThat(admin.getQueueInfo(room.queue(0)).getMessageCount()).isZero();
  }

  @Test
  void publishesForManyThreadsAtOnce() throws Exception {
    ConfirmedPublisher publisher = new ConfirmedPublisher(BROKER.broker(), PATIENCE);
    ExecutorService threads = Executors.newFixedThreadPool(64);
    List<Future<?>> all =
        messages("0", 640).stream()
            .<Future<?>>map(
                message -> threads.submit(() -> publisher.publish(room.name(), message)))
            .toList();
    for (Future<?> one : all) {
      one.get(10, SECONDS);
    }
    threads.shutdown();

    assertThat(admin.getQueueInfo(room.queue(0)).getMessageCount()).isEqualTo(640);
  }

  @Test
  void failsForMessagesThatNoQueueWants() {
    ConfirmedPublisher publisher = new ConfirmedPublisher(BROKER.broker(), PATIENCE);
    List<RoomMessage> messages = messages("0", 3);
    List<RoomMessage> withAStray =
        List.of(messages.get(0), messages("nowhere", 1).get(0), messages.get(2));

    assertThatExceptionOfType(NotConfirmed.class)
        .isThrownBy(() -> publisher.publish(room.name(), withAStray))
        .withMessageStartingWith("1 of 3 messages to room " + room.name() + " not confirmed: ");
  }

  @Test
  void failsForARoomThatIsMissingAndServesTheOthers() {
    ConfirmedPublisher publisher = new ConfirmedPublisher(BROKER.broker(), PATIENCE);

    assertThatExceptionOfType(NotConfirmed.class)
        .isThrownBy(() -> publisher.publish("no-such-room", messages("0", 2)))
        .withMessageContaining("2 of 2 messages to room no-such-room");
    publisher.publish(room.name(), messages("0", 2));

    assertThat(admin.getQueueInfo(room.queue(0)).getMessageCount()).isEqualTo(2);
  }

  @Test
  void failsWhileTheBrokerIsAwayAndPublishesWhenItIsBack() throws Exception {
    FaultProxy network = BROKER.proxy();
    ConfirmedPublisher publisher = new ConfirmedPublisher(BROKER.broker(network), PATIENCE);
    publisher.publish(room.name(), messages("0", 1));

    network.set(FaultProxy.Mode.DROP);
    assertThatExceptionOfType(NotConfirmed.class)
        .isThrownBy(() -> publisher.publish(room.name(), messages("0", 1)));
    network.set(FaultProxy.Mode.PASS);
    await()
        .ignoreException(NotConfirmed.class)
        .untilAsserted(() -> publisher.publish(room.name(), messages("0", 1)));

    assertThat(admin.getQueueInfo(room.queue(0)).getMessageCount()).isEqualTo(2);
  }

  @Test
  void failsWhenNoConfirmComesInTime() throws Exception {
    FaultProxy network = BROKER.proxy();
    ConfirmedPublisher publisher =
        new ConfirmedPublisher(BROKER.broker(network), Duration.ofMillis(500));
    publisher.publish(room.name(), messages("0", 1));

    network.set(FaultProxy.Mode.FREEZE);

    assertThatExceptionOfType(NotConfirmed.class)
        .isThrownBy(() -> publisher.publish(room.name(), messages("0", 2)))
        .withMessageStartingWith("2 of 2 messages")
        .withMessageEndingWith("no answer within 500 ms");
  }

  @Test
  void honoursAnInterrupt() throws Exception {
    FaultProxy network = BROKER.proxy();
    ConfirmedPublisher publisher = new ConfirmedPublisher(BROKER.broker(network), PATIENCE);
    publisher.publish(room.name(), messages("0", 1));
    network.set(FaultProxy.Mode.FREEZE);

    Thread.currentThread().interrupt();

    assertThatExceptionOfType(NotConfirmed.class)
        .isThrownBy(() -> publisher.publish(room.name(), messages("0", 1)))
        .withMessageEndingWith("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  private Message received() {
    return admin.getRabbitTemplate().receive(room.queue(0), PATIENCE.toMillis());
  }

  private static List<RoomMessage> messages(String key, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new RoomMessage(key, "id-" + i, "order.created", new byte[100], Map.of()))
        .toList();
  }
}

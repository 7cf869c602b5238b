package orderbakery.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
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

class DeadLettersIT {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final byte[] NO_JSON = {'{', (byte) 0xff};

  @RegisterExtension static final BrokerUnderTest BROKER = new BrokerUnderTest();

  private final String prefix = "test-" + UUID.randomUUID();
  private final String queue = prefix + "-baker.0";
  private RabbitAdmin admin;
  private DeadLetters deadLetters;

  @BeforeEach
  void declareTheRooms() {
    CachingConnectionFactory connections = BROKER.connections();
    ComponentRooms component = new ComponentRooms(prefix, prefix);
    admin =
        BROKER.declare(
            connections, new Topology(new Partitions(1), "quorum", List.of(component)).shared());
    deadLetters =
        new DeadLetters(
            new ConfirmedPublisher(BROKER.broker(), Duration.ofSeconds(10)),
            Clock.fixed(NOON, ZoneOffset.UTC),
            10);
  }

  @Test
  void parksTheOriginalBytesAndPropertiesWithTheReason() {
    Reading<String> reading =
        deadLetters.read(
            List.of(unreadable()),
            message -> {
              throw new IllegalStateException("not UTF-8 at byte 1");
            });

    assertThat(deadLetters.park("bake-orders", reading)).isEmpty();

    Message dead = admin.getRabbitTemplate().receive(queue + ".dead", 10_000);
    assertThat(dead.getBody()).isEqualTo(NO_JSON);
    assertThat(dead.getMessageProperties())
        .satisfies(
            properties -> {
              assertThat(properties.getMessageId()).isEqualTo("id-1");
              assertThat(properties.getType()).isEqualTo("order.created");
              assertThat(properties.getContentType()).isEqualTo("application/cloudevents+json");
              assertThat(properties.getReceivedDeliveryMode())
                  .isEqualTo(MessageDeliveryMode.PERSISTENT);
              assertThat(properties.getExpiration()).isNull();
            });
    assertThat(dead.getMessageProperties().getHeaders())
        .containsEntry("trace", "00-1")
        .containsEntry(DeadLetter.REASON, "not UTF-8 at byte 1")
        .containsEntry(DeadLetter.EXCEPTION, "java.lang.IllegalStateException")
        .containsEntry(DeadLetter.ROUTE, "bake-orders")
        .containsEntry(DeadLetter.ROOM, "data-source")
        .containsEntry(DeadLetter.ROUTING_KEY, "order.created.0")
        .containsEntry(DeadLetter.TIME, "2026-11-23T12:00:00Z")
        .doesNotContainKey("CC");
    assertThat(dead.getMessageProperties().getHeaders().get(DeadLetter.STACK).toString())
        .startsWith("java.lang.IllegalStateException: not UTF-8")
        .contains("DeadLettersIT")
        .hasSizeLessThanOrEqualTo(4096);
  }

  @Test
  void parksWhatIsTooLongAndReturnsItsNeighbours() {
    Message tooLong = arrived(new byte[11]);

    Reading<String> reading =
        deadLetters.read(
            List.of(arrived("one".getBytes(UTF_8)), tooLong, arrived("two".getBytes(UTF_8))),
            message -> new String(message.getBody(), UTF_8));

    assertThat(deadLetters.park("bake-orders", reading)).containsExactly("one", "two");
    Message dead = admin.getRabbitTemplate().receive(queue + ".dead", 10_000);
    assertThat(dead.getBody()).hasSize(11);
    assertThat(dead.getMessageProperties().getHeaders())
        .containsEntry(DeadLetter.REASON, "The body has 11 bytes, at most 10 are read");
  }

  /** The client of RabbitMQ sends none that are larger than its frames. */
  @Test
  void parksAMessageWithLargeHeaders() {
    Message large = unreadable();
    large.getMessageProperties().setHeader("large", "x".repeat(130_000));

    Reading<String> reading =
        deadLetters.read(
            List.of(large),
            message -> {
              throw new IllegalStateException("no JSON");
            });

    deadLetters.park("bake-orders", reading);

    Message dead = admin.getRabbitTemplate().receive(queue + ".dead", 10_000);
    assertThat(dead.getBody()).isEqualTo(NO_JSON);
    assertThat(dead.getMessageProperties().getHeaders())
        .containsEntry(DeadLetter.LEFT_OUT, "large, trace")
        .containsEntry(DeadLetter.REASON, "no JSON");
  }

  @Test
  void failsWhenTheBrokerHasNotTakenADeadLetter() {
    DeadLetters unheard =
        new DeadLetters(
            new ConfirmedPublisher(Brokers.nobody(), Duration.ofSeconds(10)), Clock.systemUTC(), 1);

    assertThatExceptionOfType(NotConfirmed.class)
        .isThrownBy(() -> unheard.park("r", unheard.read(List.of(unreadable()), m -> m)));
  }

  private Message unreadable() {
    Message message = arrived(NO_JSON);
    message.getMessageProperties().setHeader("CC", List.of("somewhere"));
    message.getMessageProperties().setExpiration("1");
    message.getMessageProperties().setUserId("somebody");
    return message;
  }

  private Message arrived(byte[] body) {
    Message message =
        MessageBuilder.withBody(body)
            .setMessageId("id-1")
            .setType("order.created")
            .setContentType("application/cloudevents+json")
            .setHeader("trace", "00-1")
            .build();
    message.getMessageProperties().setConsumerQueue(queue);
    message.getMessageProperties().setReceivedExchange("data-source");
    message.getMessageProperties().setReceivedRoutingKey("order.created.0");
    return message;
  }
}

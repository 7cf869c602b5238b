package orderbakery.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;

class QpidDialectTest {
  private final QpidDialect dialect = new QpidDialect();

  @Test
  void keepsTheSingleActiveConsumerAndDropsWhatOnlyRabbitMqKnows() {
    Queue queue =
        QueueBuilder.durable("lane")
            .quorum()
            .deliveryLimit(1_000_000_000)
            .singleActiveConsumer()
            .build();

    dialect.apply(queue);

    assertThat(queue.getArguments()).isEqualTo(Map.of("x-single-active-consumer", true));
  }

  @Test
  void translatesOnceHoweverOftenItIsAsked() {
    Queue queue = QueueBuilder.durable("lane").maxLength(3).deadLetterExchange("dead").build();

    dialect.apply(queue);
    Map<String, Object> once = Map.copyOf(queue.getArguments());
    dialect.apply(queue);

    assertThat(queue.getArguments()).isEqualTo(once).hasSize(3);
  }

  @Test
  void refusesAnOverflowThatWouldConfirmWhatItRejects() {
    Queue queue =
        QueueBuilder.durable("lane")
            .maxLength(3)
            .overflow(QueueBuilder.Overflow.rejectPublish)
            .build();

    assertThatThrownBy(() -> dialect.apply(queue))
        .hasMessageContainingAll("lane", "reject-publish");
  }

  @Test
  void refusesADeadLetterRouteThatQpidCannotTake() {
    Queue queue =
        QueueBuilder.durable("lane")
            .deadLetterExchange("dead")
            .deadLetterRoutingKey("lane")
            .build();

    assertThatThrownBy(() -> dialect.apply(queue))
        .hasMessageContainingAll("lane", "x-dead-letter-routing-key");
  }
}

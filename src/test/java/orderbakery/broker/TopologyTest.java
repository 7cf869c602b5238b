package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.log.Partitions;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Exchange;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;

/** The names are those of contract.md section 3, letter by letter. */
class TopologyTest {
  private static final ComponentRooms ORDERS = new ComponentRooms("order", "orders");

  private final Topology topology = new Topology(new Partitions(2), "quorum", List.of(ORDERS));
  private final Declarables shared = topology.shared();

  @Test
  void hasTheRoomsOfTheContract() {
    assertThat(shared.getDeclarablesByType(TopicExchange.class))
        .extracting(Exchange::getName)
        .containsExactlyInAnyOrder(
            "platform-events-scheduler", "data-source", "orders-socket", "dead-letters");
    assertThat(shared.getDeclarablesByType(TopicExchange.class)).allMatch(Exchange::isDurable);
  }

  /** Frames are for whoever listens: what nobody hears is not kept. */
  @Test
  void keepsWhatNobodyWantsExceptFrames() {
    assertThat(shared.getDeclarablesByType(TopicExchange.class))
        .filteredOn(room -> "unroutable".equals(room.getArguments().get("alternate-exchange")))
        .extracting(Exchange::getName)
        .containsExactlyInAnyOrder("platform-events-scheduler", "data-source", "dead-letters");
  }

  @Test
  void declaresTheAlternateOfTheRoomsFirst() {
    assertThat(shared.getDeclarables().iterator().next())
        .isInstanceOfSatisfying(
            FanoutExchange.class, first -> assertThat(first.getName()).isEqualTo("unroutable"));
  }

  @Test
  void bindsTheQueuesOfTheContract() {
    assertThat(shared.getDeclarablesByType(Binding.class))
        .extracting(TopologyTest::asText)
        .containsExactlyInAnyOrder(
            "unroutable -- unroutable",
            "platform-events-scheduler -platform-event.schedule.0- events-writer.0",
            "platform-events-scheduler -platform-event.schedule.1- events-writer.1",
            "platform-events-scheduler -platform-event.created.order.0- orders-events-manager.0",
            "platform-events-scheduler -platform-event.created.order.1- orders-events-manager.1",
            "data-source -order.*.0- orders-baker.0",
            "data-source -order.*.1- orders-baker.1",
            "data-source -order.*.0- related-changes.0",
            "data-source -order.*.1- related-changes.1",
            "dead-letters -events-writer.0- events-writer.0.dead",
            "dead-letters -events-writer.1- events-writer.1.dead",
            "dead-letters -orders-events-manager.0- orders-events-manager.0.dead",
            "dead-letters -orders-events-manager.1- orders-events-manager.1.dead",
            "dead-letters -orders-baker.0- orders-baker.0.dead",
            "dead-letters -orders-baker.1- orders-baker.1.dead",
            "dead-letters -related-changes.0- related-changes.0.dead",
            "dead-letters -related-changes.1- related-changes.1.dead");
  }

  @Test
  void bindsTheNotifierToWhatItTellsOf() {
    Topology telling =
        new Topology(
            new Partitions(1),
            "quorum",
            List.of(ORDERS),
            Set.of("order.created", "order.cancelled"));

    assertThat(telling.shared().getDeclarablesByType(Binding.class))
        .extracting(TopologyTest::asText)
        .filteredOn(text -> text.contains("notifier"))
        .containsExactlyInAnyOrder(
            "data-source -order.created.0- notifier.0",
            "data-source -order.cancelled.0- notifier.0",
            "dead-letters -notifier.0- notifier.0.dead");
  }

  /** A queue that nobody reads would only grow; but another process may have left letters. */
  @Test
  void hasNoQueueOfTheNotifierWhereItTellsNobodyAndKnowsItsLettersAllTheSame() {
    assertThat(shared.getDeclarablesByType(Queue.class))
        .extracting(Queue::getName)
        .noneMatch(name -> name.startsWith("notifier"));
    assertThat(topology.letterQueues()).contains("notifier.0.dead", "notifier.1.dead");
  }

  @Test
  void givesEachStageADurableQueueWithASingleActiveConsumer() {
    assertThat(queue("events-writer.0").isDurable()).isTrue();
    assertThat(queue("events-writer.0").getArguments())
        .containsOnly(
            Map.entry("x-queue-type", "quorum"),
            Map.entry("x-delivery-limit", 1_000_000_000),
            Map.entry("x-single-active-consumer", true));
    assertThat(queue("orders-baker.1").getArguments())
        .isEqualTo(queue("events-writer.0").getArguments());
  }

  @Test
  void keepsTheNewestThousandSignals() {
    assertThat(queue("orders-events-manager.0").getArguments())
        .containsEntry("x-single-active-consumer", true)
        .containsEntry("x-max-length", 1000L)
        .containsEntry("x-overflow", "drop-head");
  }

  @Test
  void letsAnOperatorLookIntoDeadLettersAndUnroutable() {
    assertThat(List.of("events-writer.0.dead", "unroutable"))
        .allSatisfy(
            name ->
                assertThat(queue(name).getArguments())
                    .containsOnlyKeys("x-queue-type", "x-delivery-limit"));
  }

  @Test
  void givesClassicQueuesNoDeliveryLimit() {
    Topology classic = new Topology(new Partitions(1), "classic", List.of(ORDERS));

    assertThat(classic.shared().getDeclarablesByType(Queue.class))
        .allSatisfy(
            queue ->
                assertThat(queue.getArguments())
                    .containsEntry("x-queue-type", "classic")
                    .doesNotContainKey("x-delivery-limit"));
  }

  @Test
  void refusesAnotherQueueType() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Topology(new Partitions(1), "stream", List.of()))
        .withMessageContaining("stream");
  }

  @Test
  void givesAProcessItsOwnQueueOnTheSocketRooms() {
    assertThat(topology.own("order-events.x").bindings())
        .extracting(TopologyTest::asText)
        .containsExactly("orders-socket -order.#- order-events.x");
  }

  @Test
  void servesASecondComponentByItsNamesAlone() {
    ComponentRooms products = new ComponentRooms("product", "products");
    Topology both = new Topology(new Partitions(1), "quorum", List.of(ORDERS, products));

    assertThat(both.shared().getDeclarablesByType(Binding.class))
        .extracting(TopologyTest::asText)
        .contains(
            "platform-events-scheduler -platform-event.created.product.0-"
                + " products-events-manager.0",
            "data-source -product.*.0- products-baker.0",
            "data-source -order.*.0- related-changes.0",
            "data-source -product.*.0- related-changes.0");
    assertThat(both.own("q").bindings())
        .extracting(TopologyTest::asText)
        .contains("products-socket -product.#- q");
  }

  private Queue queue(String name) {
    return shared.getDeclarablesByType(Queue.class).stream()
        .filter(queue -> queue.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String asText(Binding binding) {
    return "%s -%s- %s"
        .formatted(binding.getExchange(), binding.getRoutingKey(), binding.getDestination());
  }
}

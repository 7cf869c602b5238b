package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import orderbakery.fixtures.BrokerUnderTest;
import orderbakery.log.Partitions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;

class TopologyIT {
  @RegisterExtension static final BrokerUnderTest BROKER = new BrokerUnderTest();

  private final String name = "test-" + UUID.randomUUID();
  private final ComponentRooms component = new ComponentRooms(name, name);
  private final Topology topology = new Topology(new Partitions(2), "quorum", List.of(component));
  private CachingConnectionFactory connections;
  private RabbitAdmin admin;
  private ConfirmedPublisher publisher;

  @BeforeEach
  void declare() {
    connections = BROKER.connections();
    admin = BROKER.declare(connections, topology.shared());
    publisher = new ConfirmedPublisher(BROKER.broker(topology), Duration.ofSeconds(10));
  }

  @Test
  void leadsEachKeyToItsQueue() throws Exception {
    topology.own("own").declare(name + "-own", connections.createConnection().createChannel(false));
    publish(Rooms.PLATFORM_EVENTS_SCHEDULER, RoutingKeys.created(name, 1));
    publish(Rooms.DATA_SOURCE, RoutingKeys.changed(name + ".created", 1));
    publish(name + "-socket", name + ".created");
    publish(Rooms.DEAD_LETTERS, name + "-baker.1");

    assertThat(receivedFrom(name + "-events-manager.1")).isNotNull();
    assertThat(receivedFrom(name + "-baker.1")).isNotNull();
    assertThat(receivedFrom(name + "-own")).isNotNull();
    assertThat(receivedFrom(name + "-baker.1.dead")).isNotNull();
  }

  @Test
  void keepsWhatNoQueueWants() {
    String key = name + "." + UUID.randomUUID();

    publish(Rooms.DATA_SOURCE, key);

    await()
        .until(
            () -> receivedFrom(Rooms.UNROUTABLE).getMessageProperties().getReceivedRoutingKey(),
            key::equals);
  }

  @Test
  void mayBeDeclaredAgain() {
    admin.initialize();

    assertThat(admin.getQueueInfo(name + "-baker.0")).isNotNull();
  }

  private void publish(String room, String key) {
    publisher.publish(room, new RoomMessage(key, "id", "type", new byte[0], Map.of()));
  }

  /** By a consumer, because a quorum queue with a single active one refuses basic.get. */
  private Message receivedFrom(String queue) {
    return admin.getRabbitTemplate().receive(queue, 10_000);
  }
}

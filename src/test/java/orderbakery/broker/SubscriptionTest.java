package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import orderbakery.log.Partitions;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
  private static final Partitions PARTITIONS = new Partitions(3);

  @Test
  void expandsAStageToTheQueueOfEveryPartition() {
    assertThat(subscriptions("events-writer.*", new Replica(0, 1)))
        .extracting(Subscription::queue)
        .containsExactly("events-writer.0", "events-writer.1", "events-writer.2");
  }

  @Test
  void givesThePartitionsThatTheReplicaPrefersPriority() {
    assertThat(subscriptions("events-writer.*", new Replica(1, 2)))
        .extracting(subscription -> subscription.arguments().get("x-priority"))
        .containsExactly(0, 10, 0);
  }

  @Test
  void leavesAPlainNameAndItsArgumentsAlone() {
    Map<String, Object> arguments = Map.of("x-some", 1);

    assertThat(Subscription.of("own, other", arguments, PARTITIONS, new Replica(0, 1)))
        .containsExactly(new Subscription("own", arguments), new Subscription("other", arguments));
  }

  @Test
  void keepsTheEndpointsArgumentsBesideThePriority() {
    assertThat(Subscription.of("s.*", Map.of("x-some", 1), new Partitions(1), new Replica(0, 1)))
        .containsExactly(new Subscription("s.0", Map.of("x-some", 1, "x-priority", 10)));
  }

  private static List<Subscription> subscriptions(String names, Replica replica) {
    return Subscription.of(names, Map.of(), PARTITIONS, replica);
  }
}

package orderbakery.websocket;

import static orderbakery.websocket.SimulatedBakery.PARTITIONS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I5 for a client that has seen more at one node than another has passed on yet. */
class SlowerNodeTest {
  private static final String ONE = orderIn(0, 0);
  private static final String OTHER = orderIn(1, 0);
  private static final String THIRD = orderIn(0, 1);

  private final Random chance = new Random(1);
  private final SimulatedBakery bakery = new SimulatedBakery(chance);
  private final SimulatedNode fast = new SimulatedNode(chance, bakery, 1);
  private final SimulatedNode slow = new SimulatedNode(chance, bakery, 1);
  private final SimulatedClient client = new SimulatedClient("client", "");
  private final SimulatedClient choosy = new SimulatedClient("choosy", "&type=order.created");

  private static String orderIn(int partition, int number) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> "o" + i)
        .filter(order -> PARTITIONS.of(order) == partition)
        .skip(number)
        .findFirst()
        .orElseThrow();
  }

  /** Only the fast node has passed on what has changed; the other will begin with OTHER. */
  @BeforeEach
  void theOtherNodeIsBehind() {
    bakery.nodes.add(fast);
    bakery.nodes.add(slow);
    passOnAll(fast);
    passOnAll(slow);
    for (SimulatedClient each : List.of(client, choosy)) {
      each.connect(fast);
      serve(each);
      each.cut();
    }
    for (String order : new String[] {OTHER, ONE, ONE}) {
      bakery.change(order);
      bakery.tell(PARTITIONS.of(order));
    }
    passOnAll(fast);
  }

  private static void passOnAll(SimulatedNode node) {
    while (node.isBusy()) {
      node.step();
    }
  }

  private static void passOneOn(SimulatedNode node) {
    node.step(); // takes a batch of one
    node.step(); // sends its frame
  }

  /** The server handles what the client does, and the client reads all that it is sent. */
  private void serve() {
    serve(client);
  }

  private static void serve(SimulatedClient client) {
    for (int i = 0; i < 20; i++) {
      client.handle();
      client.read();
    }
  }

  /** In the middle of its catch-up: it knows ONE in its newest version, but not OTHER. */
  private void seeTheNewestOfOneAtTheFastNode() {
    client.connect(fast);
    while (!client.versions.containsKey(ONE)) {
      client.handle();
      client.read();
    }
    client.cut();
    assertThat(client.versions).isEqualTo(Map.of(ONE, 2L));
  }

  @Test
  void isNotTakenBack() {
    seeTheNewestOfOneAtTheFastNode();

    client.connect(slow);
    while (slow.isBusy()) {
      serve();
      passOneOn(slow);
      serve();
      client.cut();
      client.connect(slow);
    }
    serve();

    assertThat(client.versions).isEqualTo(Map.of(ONE, 2L, OTHER, 1L));
  }

  /** Who asks for some types has seen a part of a partition, and its mark stands before that. */
  @Test
  void isNotTakenBackInAPartitionThatItHasBegun() {
    bakery.change(THIRD);
    bakery.tell(0);
    passOnAll(fast);
    choosy.connect(fast);
    while (!choosy.versions.containsKey(ONE)) {
      choosy.handle();
      choosy.read();
    }
    choosy.cut();
    assertThat(choosy.versions).doesNotContainKey(THIRD);

    while (slow.isBusy()) {
      choosy.connect(slow);
      serve(choosy);
      passOneOn(slow);
      serve(choosy);
      choosy.cut();
    }
    choosy.connect(slow);
    serve(choosy);

    assertThat(choosy.versions.keySet()).containsExactlyInAnyOrder(ONE, OTHER, THIRD);
  }
}

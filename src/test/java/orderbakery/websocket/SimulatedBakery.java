package orderbakery.websocket;

import com.mongodb.MongoException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import orderbakery.component.Fact;
import orderbakery.component.ToldTypes;
import orderbakery.feed.Changes;
import orderbakery.feed.Interest;
import orderbakery.feed.Mark;
import orderbakery.feed.Span;
import orderbakery.fixtures.PresentedChanges;
import orderbakery.log.EventLog;
import orderbakery.log.Partitions;
import orderbakery.log.Position;

/** Presentation, log and room of a bakery whose baker is slow, and sometimes repeats itself. */
final class SimulatedBakery implements EventLog {
  static final Partitions PARTITIONS = new Partitions(3);
  private static final List<String> CHANGES = List.of("order.updated", "order.cancelled");
  private static final List<String> OWNERS = Arrays.asList("ada", "bob", null);
  private static final int ORDERS = 250;
  private static final int BUSY_ORDERS = 5;
  private static final int ANSWERS_PER_FAILURE = 5;

  final List<SimulatedNode> nodes = new ArrayList<>();
  private final Random chance;
  private final Map<String, Fact> presented = new HashMap<>();
  final Changes changes = new FailingChanges(new PresentedChanges(presented.values(), 64));
  private final List<Queue<Fact>> untold = new ArrayList<>();
  private final List<Fact> told = new ArrayList<>();
  private final long[] sequences = new long[PARTITIONS.count()];
  int failures;

  /** A store that is away now and then. */
  private final class FailingChanges implements Changes {
    private final Changes stored;

    FailingChanges(Changes stored) {
      this.stored = stored;
    }

    @Override
    public Mark newest(int partition) {
      return stored.newest(partition);
    }

    @Override
    public Found after(int partition, Mark above, Span span, Interest interest, int limit) {
      if (chance.nextInt(ANSWERS_PER_FAILURE) == 0) {
        failures++;
        throw new MongoException("away");
      }
      return stored.after(partition, above, span, interest, limit);
    }
  }

  SimulatedBakery(Random chance) {
    this.chance = chance;
    PARTITIONS.all().forEach(partition -> untold.add(new ArrayDeque<>()));
  }

  /** Some order changes. */
  void change() {
    change(order(chance.nextInt(chance.nextInt(4) == 0 ? BUSY_ORDERS : ORDERS)));
  }

  static String order(int number) {
    return String.format(Locale.ROOT, "00000000-0000-7000-8000-%012d", number);
  }

  /** An order changes: first the presentation, later the frame. */
  void change(String order) {
    long version = versionOf(order) + 1;
    Fact change = fact(order, version == 1 ? "order.created" : any(CHANGES), version);
    presented.put(order, change);
    untold.get(change.position().partition()).add(change);
  }

  void reject() {
    String order = order(chance.nextInt(ORDERS));
    Fact rejection = fact(order, "order.rejected", versionOf(order));
    untold.get(rejection.position().partition()).add(rejection);
  }

  private String any(List<String> types) {
    return types.get(chance.nextInt(types.size()));
  }

  private Fact fact(String order, String type, long version) {
    int partition = PARTITIONS.of(order);
    Position position = new Position(partition, ++sequences[partition]);
    String id = "c" + position;
    ToldTypes before = presented.containsKey(order) ? presented.get(order).told() : ToldTypes.NONE;
    ToldTypes told = Fact.isRejection(type) ? before : before.with(type, position.sequence());
    Map<String, Object> data = Map.of("version", version);
    String owner = ownerOf(order);
    return new Fact(id, type, order, position, version, Instant.EPOCH, null, owner, told, data);
  }

  /** A third of the orders belongs to each of two principals, and a third to nobody. */
  static String ownerOf(String order) {
    return OWNERS.get(Math.floorMod(order.hashCode(), OWNERS.size()));
  }

  /** Some partition has its next frame told. */
  void tell() {
    tell(chance.nextInt(untold.size()));
  }

  /** The next frame of a partition goes to every node that has a queue. */
  void tell(int partition) {
    Fact next = untold.get(partition).poll();
    if (next != null) {
      told.add(next);
      nodes.forEach(node -> node.arrives(next));
    }
  }

  /** A second baker is late. */
  void repeat() {
    if (!told.isEmpty()) {
      Fact old = told.get(chance.nextInt(told.size()));
      nodes.forEach(node -> node.arrives(old));
    }
  }

  boolean hasUntold() {
    return untold.stream().anyMatch(queue -> !queue.isEmpty());
  }

  private long versionOf(String order) {
    return presented.containsKey(order) ? presented.get(order).version() : 0;
  }

  /**
   * The version that the last change of one of these types has made, of each order that had one.
   */
  Map<String, Long> versions(Set<String> types) {
    Map<String, Long> versions = new HashMap<>();
    told.stream()
        .filter(change -> types.contains(change.type()))
        .forEach(change -> versions.merge(change.entityId(), change.version(), Math::max));
    return versions;
  }

  /** The newest version of each order. */
  Map<String, Long> versions() {
    Map<String, Long> versions = new HashMap<>();
    presented.forEach((order, change) -> versions.put(order, change.version()));
    return versions;
  }

  @Override
  public Top top(int partition) {
    return new Top(sequences[partition], Instant.EPOCH);
  }

  @Override
  public Map<String, String> digests(Collection<String> ids) {
    throw new UnsupportedOperationException("the feed writes nothing");
  }

  @Override
  public Optional<String> componentOf(String entityId) {
    throw new UnsupportedOperationException("a feed is of one component");
  }
}

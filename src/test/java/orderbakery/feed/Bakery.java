package orderbakery.feed;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderbakery.broker.RoomMessage;
import orderbakery.component.Access;
import orderbakery.component.Fact;
import orderbakery.component.ToldTypes;
import orderbakery.fixtures.PresentedChanges;
import orderbakery.log.EventLog;
import orderbakery.log.Partitions;
import orderbakery.log.Position;
import orderbakery.message.FrameMessages;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/** A presentation, a log, and one process that passes frames on, without any server. */
final class Bakery implements EventLog {
  static final Partitions PARTITIONS = new Partitions(2);
  static final Vocabulary WORDS =
      new Vocabulary(List.of("order.created", "order.updated", "order.rejected"));

  static final Access ORDERS = new Access("orders:read", "orders:write", true);

  private final Map<String, Fact> presented = new LinkedHashMap<>();
  final Feed feed =
      new Feed(
          "order",
          PARTITIONS,
          () -> "epoch",
          new PresentedChanges(presented.values(), 1),
          told -> {});
  private String owner;
  private final long[] sequences = new long[PARTITIONS.count()];

  FeedClients clients() {
    return new FeedClients(
        ORDERS,
        feed,
        this,
        WORDS,
        "/order",
        25,
        new ResumeCounts("order", new SimpleMeterRegistry()));
  }

  /** A change that is presented, and not told yet. */
  Fact bake(String order, String type) {
    long version = presented.containsKey(order) ? presented.get(order).version() + 1 : 1;
    Fact fact = fact(order, type, version);
    presented.put(order, fact);
    return fact;
  }

  /** A change at the place of the one before, as a release makes it. */
  Fact release(String order, String type) {
    Fact before = presented.get(order);
    Position position = before.position();
    Fact fact =
        new Fact(
            "c" + position + type,
            type,
            order,
            position,
            before.version() + 1,
            Instant.EPOCH,
            null,
            before.owner(),
            before.told().with(type, position.sequence()),
            before.data());
    presented.put(order, fact);
    return fact;
  }

  /** The same as an earlier version had it. */
  Fact forget(Fact fact) {
    Fact old =
        new Fact(
            fact.id(),
            fact.type(),
            fact.entityId(),
            fact.position(),
            fact.version(),
            fact.time(),
            fact.traceparent(),
            fact.owner(),
            ToldTypes.NONE.with(fact.type(), fact.position().sequence()),
            fact.data());
    presented.put(fact.entityId(), old);
    return old;
  }

  /** A command of somebody that is refused. */
  Fact reject(String order) {
    return fact(order, "order.rejected", 0);
  }

  /** From now on what happens belongs to this principal; null for nobody. */
  void actsFor(String principal) {
    owner = principal;
  }

  private Fact fact(String order, String type, long version) {
    int partition = PARTITIONS.of(order);
    Position position = new Position(partition, ++sequences[partition]);
    ToldTypes before = presented.containsKey(order) ? presented.get(order).told() : ToldTypes.NONE;
    ToldTypes told =
        Fact.isRejection(type) ? ToldTypes.NONE : before.with(type, position.sequence());
    Map<String, Object> data = Map.of("id", order);
    String itsOwner =
        presented.containsKey(order) && !Fact.isRejection(type)
            ? presented.get(order).owner()
            : owner;
    return new Fact(
        "c" + position, type, order, position, version, Instant.EPOCH, null, itsOwner, told, data);
  }

  /** The frames that clients get of a fact. */
  List<FeedFrame> tell(Fact fact) {
    List<FeedFrame> frames = new ArrayList<>();
    feed.pass(List.of(message(fact))).forEachRemaining(frames::add);
    return frames;
  }

  static Message message(Fact fact) {
    RoomMessage written = new FrameMessages().write(fact, fact.data());
    MessageProperties properties = new MessageProperties();
    properties.setMessageId(written.id());
    properties.setType(written.type());
    written.headers().forEach(properties::setHeader);
    return new Message(written.body(), properties);
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

package orderbakery.broker;

import static org.springframework.amqp.core.Binding.DestinationType.QUEUE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import orderbakery.log.Partitions;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Exchange;
import org.springframework.amqp.core.ExchangeBuilder;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;

/**
 * Rooms, queues and bindings of contract.md section 3.
 *
 * <p>What another needs comes before it: the room {@code unroutable} is the first.
 */
public final class Topology {
  static final String EVENTS_WRITER = "events-writer.";

  /** The queues of what mails and webhooks tell of, one for each partition. */
  public static final String NOTIFIER = "notifier.";

  private static final String RELATED_CHANGES = "related-changes.";
  static final String DEAD = ".dead";

  private final Partitions partitions;
  private final QueueKind kind;
  private final List<ComponentRooms> components;
  private final Set<String> noticed;

  /** One of which nobody hears by mail or webhook. */
  public Topology(Partitions partitions, String queueType, List<ComponentRooms> components) {
    this(partitions, queueType, components, Set.of());
  }

  /**
   * The topology of an installation.
   *
   * @param queueType {@code quorum} or {@code classic}, from {@code bakery.broker.queue-type}
   * @param noticed the types of changes that this process tells of by mail or webhook; where there
   *     is none, it makes no queue for them, which would only grow
   */
  public Topology(
      Partitions partitions,
      String queueType,
      List<ComponentRooms> components,
      Set<String> noticed) {
    this.partitions = partitions;
    this.kind = new QueueKind(queueType);
    this.components = List.copyOf(components);
    this.noticed = Set.copyOf(noticed);
  }

  /** All that is durable, the same for every process but for the queues of the notifier. */
  public Declarables shared() {
    List<Declarable> all = new ArrayList<>(unroutable());
    rooms().map(Topology::room).forEach(all::add);
    components.forEach(component -> all.add(new TopicExchange(component.socketRoom())));
    partitions.all().forEach(partition -> all.addAll(stages(partition)));
    return new Declarables(all);
  }

  /** The queue of a process that waits for the frames of every component. */
  public OwnQueue own(String name) {
    return own(name, components);
  }

  /** The queue of a process that passes on the frames of one component. */
  public OwnQueue own(String name, ComponentRooms component) {
    return own(name, List.of(component));
  }

  private static OwnQueue own(String name, List<ComponentRooms> heard) {
    return new OwnQueue(
        name,
        heard.stream()
            .map(component -> bind(name, component.socketRoom(), component.anyFrame()))
            .toList());
  }

  /** Whether what is published there are frames: for whoever listens, be it nobody. */
  boolean isSocketRoom(String room) {
    return components.stream().anyMatch(component -> component.socketRoom().equals(room));
  }

  /**
   * The queues of letters: of every stage and partition, and {@code unroutable}. Those of the
   * notifier, too: another process may have made them.
   */
  public List<String> letterQueues() {
    Stream<String> dead =
        Stream.concat(
            queues().filter(name -> name.endsWith(DEAD)),
            partitions.all().mapToObj(partition -> NOTIFIER + partition + DEAD));
    return Stream.concat(dead.distinct().sorted(), Stream.of(Rooms.UNROUTABLE)).toList();
  }

  /** The durable queues that a message to this room with this key should reach. */
  List<String> destinations(String room, String key) {
    return shared().getDeclarablesByType(Binding.class).stream()
        .filter(binding -> binding.getExchange().equals(room))
        .filter(binding -> TopicPattern.matches(binding.getRoutingKey(), key))
        .map(Binding::getDestination)
        .toList();
  }

  private Stream<String> queues() {
    return shared().getDeclarablesByType(Queue.class).stream().map(Queue::getName);
  }

  private List<Declarable> unroutable() {
    return List.of(
        new FanoutExchange(Rooms.UNROUTABLE),
        kind.open(Rooms.UNROUTABLE),
        bind(Rooms.UNROUTABLE, Rooms.UNROUTABLE, ""));
  }

  private Stream<String> rooms() {
    return Stream.of(Rooms.PLATFORM_EVENTS_SCHEDULER, Rooms.DATA_SOURCE, Rooms.DEAD_LETTERS);
  }

  private static Exchange room(String name) {
    return ExchangeBuilder.topicExchange(name).alternate(Rooms.UNROUTABLE).build();
  }

  private List<Declarable> stages(int partition) {
    List<Declarable> all = new ArrayList<>();
    all.addAll(
        stage(
            kind.single(EVENTS_WRITER + partition),
            Rooms.PLATFORM_EVENTS_SCHEDULER,
            RoutingKeys.schedule(partition)));
    for (ComponentRooms component : components) {
      all.addAll(
          stage(
              kind.signals(component.eventsManager(partition)),
              Rooms.PLATFORM_EVENTS_SCHEDULER,
              RoutingKeys.created(component.serviceName(), partition)));
      all.addAll(
          stage(
              kind.single(component.baker(partition)),
              Rooms.DATA_SOURCE,
              component.anyChange(partition)));
    }
    all.addAll(
        stage(
            kind.single(RELATED_CHANGES + partition),
            Rooms.DATA_SOURCE,
            components.stream()
                .map(component -> component.anyChange(partition))
                .toArray(String[]::new)));
    if (!noticed.isEmpty()) {
      all.addAll(
          stage(
              kind.single(NOTIFIER + partition),
              Rooms.DATA_SOURCE,
              noticed.stream()
                  .sorted()
                  .map(type -> RoutingKeys.changed(type, partition))
                  .toArray(String[]::new)));
    }
    return all;
  }

  /** The queue of a stage, and the one for its dead letters. */
  private List<Declarable> stage(Queue queue, String room, String... keys) {
    Queue dead = kind.open(queue.getName() + DEAD);
    List<Declarable> all = new ArrayList<>();
    all.add(queue);
    Stream.of(keys).map(key -> bind(queue.getName(), room, key)).forEach(all::add);
    all.add(dead);
    all.add(bind(dead.getName(), Rooms.DEAD_LETTERS, queue.getName()));
    return all;
  }

  private static Binding bind(String queue, String room, String key) {
    return new Binding(queue, QUEUE, room, key, Map.of());
  }
}

package orderbakery.related;

import static orderbakery.fixtures.OrderRequest.object;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.RoomMessage;
import orderbakery.component.Component;
import orderbakery.component.Components;
import orderbakery.component.Decision.Accepted;
import orderbakery.component.Fact;
import orderbakery.component.Following;
import orderbakery.component.ToldTypes;
import orderbakery.execute.Entity;
import orderbakery.log.Partitions;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import orderbakery.log.ScheduledCommand;
import orderbakery.message.CommandMessages;
import orderbakery.message.CommandReader;
import orderbakery.operate.sweeps.SweepLedger;
import orderbakery.order.Orders;
import orderbakery.product.Products;
import org.springframework.amqp.core.Message;

/**
 * A shop with orders and products over an in-memory log, sources and rooms: clients, managers, the
 * baker of products and two processes of the role related-changes, interleaved by chance. The
 * components and the role are the real ones. With crashes on, a step of the role may end between
 * any two of its effects, and what it was working on comes back.
 */
final class ShopUnderCrashes {
  private static final int PARTITIONS = 2;
  private static final int ORDERS_PER_TURN = 2;
  private static final int ROUNDS = 2000;
  private static final Currency EUR = Currency.getInstance("EUR");

  /** What is broken, to see that it is needed. */
  enum Broken {
    NOTHING,
    /** Orders that change are not looked at. */
    NO_LOOK,
    /** Products that change begin no follow-up. */
    NO_FOLLOW_UP,
    /** A product that changes during its follow-up gets no further pass. */
    ONE_PASS,
    /** Products are read as they are presented. */
    FROM_PRESENTATION,
    /** Commands have ids that no repeat has. */
    DRAWN_IDS
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final Random chance;
  private final Broken broken;
  private final Components components = new Components(List.of(new Orders(EUR), new Products(EUR)));
  private final Partitions partitions = new Partitions(PARTITIONS);
  private final CommandMessages messages = new CommandMessages(partitions);
  private final DeadLetters deadLetters = new DeadLetters(null, Clock.systemUTC(), 1 << 20);
  private final CommandReader reader =
      new CommandReader(deadLetters, java.util.Set.of("order", "product"));
  private final Map<String, TreeMap<String, Entity>> sources =
      Map.of("order", new TreeMap<>(), "product", new TreeMap<>());
  private final Map<String, Entity> presentedProducts = new HashMap<>();
  private final List<ArrayDeque<ScheduledCommand>> scheduled = queues();
  private final List<ArrayDeque<Fact>> facts = queues();
  private final Map<String, ScheduledCommand> log = new LinkedHashMap<>();
  private final KeptFollowUps followUps = new KeptFollowUps();
  private final List<Workload> workers = new ArrayList<>();
  private final RelatedChanges hearing;
  private boolean crashes = true;
  private long seconds;
  private int ids;
  private int follows;

  ShopUnderCrashes(Random chance, Broken broken) {
    this.chance = chance;
    this.broken = broken;
    this.hearing =
        new RelatedChanges(
            List.of(new Sources()), followUps, commands(), messages, deadLetters, clock());
    workers.add(worker());
    workers.add(worker());
    for (int i = 0; i < 2; i++) {
      createProduct();
    }
  }

  private static <T> List<ArrayDeque<T>> queues() {
    List<ArrayDeque<T>> queues = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      queues.add(new ArrayDeque<>());
    }
    return queues;
  }

  private FollowCommands commands() {
    return new FollowCommands(clock(), "test-0");
  }

  private Workload worker() {
    return new Workload(
        List.of(new Sources()),
        followUps,
        commands(),
        messages,
        partitions,
        new EveryTurn(),
        clock(),
        ORDERS_PER_TURN,
        new SimpleMeterRegistry());
  }

  /** One step of somebody. */
  void step() {
    try {
      switch (chance.nextInt(12)) {
        case 0 -> changeProduct();
        case 1, 2 -> placeOrder();
        case 3 -> changeOrder();
        case 4 -> bakeProducts();
        case 5, 6, 7 -> execute(chance.nextInt(PARTITIONS));
        case 8, 9 -> hear(chance.nextInt(PARTITIONS));
        default -> work(chance.nextInt(workers.size()));
      }
    } catch (Crash e) {
      // the process is gone; what it had not acknowledged or kept comes back
    }
  }

  /** Everybody works without a crash until nothing is left to do. */
  void settle() {
    crashes = false;
    int rounds = 0;
    while (!isAtRest()) {
      if (rounds++ > ROUNDS) {
        throw new IllegalStateException("It never comes to rest");
      }
      bakeProducts();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        execute(partition);
        hear(partition);
      }
      for (int worker = 0; worker < workers.size(); worker++) {
        work(worker);
      }
    }
  }

  private boolean isAtRest() {
    return scheduled.stream().allMatch(ArrayDeque::isEmpty)
        && facts.stream().allMatch(ArrayDeque::isEmpty)
        && followUps.kept.isEmpty();
  }

  int follows() {
    return follows;
  }

  /** What is wrong when all is at rest: lines that show less than the newest of their product. */
  List<String> staleLines() {
    List<String> stale = new ArrayList<>();
    for (Entity order : sources.get("order").values()) {
      for (Object each : (List<?>) order.state().get("products")) {
        Map<?, ?> line = (Map<?, ?>) each;
        Map<String, Object> product = sources.get("product").get(line.get("product")).state();
        boolean isShown =
            product.get("name").equals(line.get("name"))
                && "DELETED".equals(product.get("status")) == line.containsKey("discontinued");
        if ("PLACED".equals(order.state().get("status")) && !isShown) {
          stale.add(order.id() + " shows " + line + " of " + product);
        }
      }
    }
    return stale;
  }

  /**
   * Follow commands that stand in the log more than once: same product, same order, as they were.
   */
  List<String> doubled() {
    Map<String, Integer> counts = new TreeMap<>();
    log.values().stream()
        .filter(command -> command.operation().equals(Following.OPERATION))
        .forEach(command -> counts.merge(command.digest(), 1, Integer::sum));
    counts.values().removeIf(count -> count == 1);
    return List.copyOf(counts.keySet());
  }

  private void createProduct() {
    String id = newId();
    schedule(command(id, id, "product", "create", Map.of("product", product())));
    execute(partitions.of(id));
    bakeProducts();
  }

  private Map<String, Object> product() {
    return object("name", anyName(), "price", "12.50", "currency", "EUR");
  }

  private String anyName() {
    return List.of("Beans", "Tea", "Milk").get(chance.nextInt(3));
  }

  private void changeProduct() {
    String id = any(List.copyOf(sources.get("product").keySet()));
    schedule(
        chance.nextInt(6) == 0
            ? command(newId(), id, "product", "delete", Map.of())
            : command(newId(), id, "product", "update", Map.of("product", product())));
  }

  private void bakeProducts() {
    presentedProducts.putAll(sources.get("product"));
  }

  private void placeOrder() {
    lines()
        .ifPresent(
            order -> {
              String id = newId();
              schedule(command(id, id, "order", "create", order));
            });
  }

  private void changeOrder() {
    if (sources.get("order").isEmpty()) {
      return;
    }
    String id = any(List.copyOf(sources.get("order").keySet()));
    switch (chance.nextInt(5)) {
      case 0 -> schedule(command(newId(), id, "order", "cancel", Map.of()));
      case 1 -> schedule(command(newId(), id, "order", "delete", Map.of()));
      default ->
          lines().ifPresent(order -> schedule(command(newId(), id, "order", "update", order)));
    }
  }

  /** An order of products as they are presented, which may be behind; deleted ones are refused. */
  private Optional<Map<String, Object>> lines() {
    List<Entity> offered =
        presentedProducts.values().stream()
            .filter(product -> "ACTIVE".equals(product.state().get("status")))
            .toList();
    if (offered.isEmpty()) {
      return Optional.empty();
    }
    List<Object> lines = new ArrayList<>();
    for (int i = 0; i <= chance.nextInt(2); i++) {
      Entity product = any(offered);
      lines.add(
          object(
              "product",
              product.id(),
              "productVersion",
              product.version(),
              "productCurrency",
              "EUR",
              "name",
              product.state().get("name"),
              "quantity",
              1L,
              "price",
              "12.50"));
    }
    Map<String, Object> order =
        object(
            "date",
            "2026-11-23T10:15:00Z",
            "currency",
            "EUR",
            "products",
            lines,
            "taxIncluded",
            true);
    return Optional.of(Map.of("order", order));
  }

  private ScheduledCommand command(
      String id, String entity, String component, String operation, Map<String, Object> payload) {
    return new ScheduledCommand(
        id, entity, component, operation, payload, null, now(), "test-0", "ada", true, id, null);
  }

  private void schedule(ScheduledCommand command) {
    scheduled.get(partitions.of(command.entityId())).add(command);
  }

  /** Writer and manager: one command, one event, one effect, and its fact, now and then twice. */
  private void execute(int partition) {
    ScheduledCommand command = scheduled.get(partition).poll();
    if (command == null || log.putIfAbsent(command.id(), command) != null) {
      return;
    }
    Component<?> component = components.named(command.serviceName()).orElseThrow();
    changed(component, command, partition)
        .ifPresent(
            fact -> {
              facts.get(partition).add(fact);
              if (crashes && chance.nextInt(8) == 0) {
                facts.get(partition).add(fact);
              }
            });
  }

  private <S> Optional<Fact> changed(
      Component<S> component, ScheduledCommand command, int partition) {
    Map<String, Entity> source = sources.get(component.name());
    Entity before = source.get(command.entityId());
    Position position = new Position(partition, log.size());
    PlatformEvent event = new PlatformEvent(command, position, now(), component.schemaVersion());
    Optional<S> state = Optional.ofNullable(before).map(it -> component.fromDocument(it.state()));
    if (!(component.decide(state, event) instanceof Accepted<S> accepted)) {
      return Optional.empty();
    }
    follows += command.operation().equals(Following.OPERATION) ? 1 : 0;
    long version = before == null ? 1 : before.version() + 1;
    Map<String, Object> document = component.toDocument(accepted.state());
    source.put(
        command.entityId(),
        new Entity(
            command.entityId(),
            partition,
            version,
            null,
            position.sequence(),
            List.of(),
            document));
    return Optional.of(
        new Fact(
            command.id(),
            Fact.typeOf(component.name(), accepted.change()),
            command.entityId(),
            position,
            version,
            now(),
            null,
            null,
            ToldTypes.NONE,
            document));
  }

  /** The route that hears of facts: a batch is acknowledged when all is done. */
  private void hear(int partition) {
    List<Fact> batch = facts.get(partition).stream().limit(1 + chance.nextInt(3)).toList();
    if (broken != Broken.NO_FOLLOW_UP) {
      hearing.begin(batch);
    }
    mayCrash();
    if (broken != Broken.NO_LOOK) {
      publish(hearing.look(batch));
    }
    mayCrash();
    batch.forEach(fact -> facts.get(partition).poll());
  }

  /** The route that works follow-ups off; a process that crashes forgets what it has sent. */
  private void work(int worker) {
    try {
      Turn turn = workers.get(worker).next();
      if (turn != null) {
        publish(turn.commands());
        mayCrash();
        workers.get(worker).keep(turn);
      }
    } catch (Crash e) {
      workers.set(worker, worker());
      throw e;
    }
  }

  private void publish(List<RoomMessage> due) {
    for (RoomMessage message : due) {
      mayCrash();
      reader.read(List.of(new Message(message.body()))).readable().forEach(this::publish);
    }
  }

  private void publish(ScheduledCommand due) {
    schedule(
        broken == Broken.DRAWN_IDS
            ? new ScheduledCommand(
                newId(),
                due.entityId(),
                due.serviceName(),
                due.operation(),
                due.payload(),
                null,
                due.acceptedAt(),
                due.acceptedBy(),
                due.principal(),
                due.changesAll(),
                due.digest(),
                null)
            : due);
  }

  private void mayCrash() {
    if (crashes && chance.nextInt(10) == 0) {
      throw new Crash();
    }
  }

  private String newId() {
    return new UUID(chance.nextLong(), ids++).toString();
  }

  private Instant now() {
    return Instant.EPOCH.plusSeconds(seconds++);
  }

  private Clock clock() {
    InstantSource source = this::now;
    return source.withZone(ZoneOffset.UTC);
  }

  private <T> T any(List<T> all) {
    return all.get(chance.nextInt(all.size()));
  }

  private final class Sources implements RelatedEntities {

    @Override
    public Relation relation() {
      return Relation.among(components).get(0);
    }

    @Override
    public Page leaders(Collection<String> ids, String behind) {
      Map<String, Entity> found =
          broken == Broken.FROM_PRESENTATION ? presentedProducts : sources.get("product");
      return page(found, product -> ids.contains(product.id()), behind, Integer.MAX_VALUE);
    }

    @Override
    public Page followers(Collection<String> ids, String behind) {
      return page(
          sources.get("order"), order -> ids.contains(order.id()), behind, Integer.MAX_VALUE);
    }

    @Override
    public Page naming(String leaderId, String behind, int limit) {
      return page(
          sources.get("order"),
          order -> relation().rules().leaders(order.state()).contains(leaderId),
          behind,
          limit);
    }

    /** One at a time, now and then, as where they are big. */
    private Page page(Map<String, Entity> of, Predicate<Entity> meant, String behind, int limit) {
      List<Entity> all =
          new TreeMap<>(of)
              .tailMap(behind == null ? "" : behind, false).values().stream()
                  .filter(meant)
                  .toList();
      int most = chance.nextInt(3) == 0 ? 1 : limit;
      return new Page(
          all.subList(0, Math.min(most, all.size())), all.size() < limit && all.size() <= most);
    }
  }

  private final class KeptFollowUps implements FollowUps {
    private final Map<String, FollowUp> kept = new LinkedHashMap<>();
    private final Map<String, Instant> workedAt = new HashMap<>();

    @Override
    public void tell(String follower, String leaderId, long version, Instant at) {
      workedAt.putIfAbsent(leaderId, at);
      kept.merge(
          leaderId,
          FollowUp.begun(follower, leaderId, version, at),
          (before, begun) -> broken == Broken.ONE_PASS ? before : before.wanting(begun.wanted()));
    }

    @Override
    public List<FollowUp> underWay(int limit) {
      return kept.values().stream()
          .sorted(Comparator.comparing(it -> workedAt.get(it.leaderId())))
          .limit(limit)
          .toList();
    }

    @Override
    public long count() {
      return kept.size();
    }

    @Override
    public long ended(Collection<String> commandIds) {
      return commandIds.stream().filter(log::containsKey).count();
    }

    @Override
    public void keep(FollowUp before, FollowUp after, Instant at) {
      FollowUp found = kept.get(before.leaderId());
      if (found != null
          && found.passing() == before.passing()
          && java.util.Objects.equals(found.behind(), before.behind())) {
        kept.put(before.leaderId(), after.wanting(found.wanted()));
        workedAt.put(before.leaderId(), at);
      }
    }

    @Override
    public void end(FollowUp last) {
      FollowUp found = kept.get(last.leaderId());
      if (found != null && found.wanted() == last.wanted()) {
        kept.remove(last.leaderId());
      }
    }
  }

  /** Both processes may take any turn, at the same time too. */
  private static final class EveryTurn implements SweepLedger {

    @Override
    public boolean claim(String sweep, Instant time) {
      return true;
    }

    @Override
    public String place(String sweep) {
      return null;
    }

    @Override
    public void keepPlace(String sweep, String place) {
      throw new UnsupportedOperationException("A turn has no place");
    }
  }
}

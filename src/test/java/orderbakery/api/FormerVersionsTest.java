package orderbakery.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.api.Shelf.ADA;
import static orderbakery.api.Shelf.BOB;
import static orderbakery.api.Shelf.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import orderbakery.bake.Presentation;
import orderbakery.component.Admission;
import orderbakery.component.Caller;
import orderbakery.component.Fact;
import orderbakery.component.Problem;
import orderbakery.component.Unfoldable;
import orderbakery.edge.Answer;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.Query;
import orderbakery.edge.RefusedRequest;
import orderbakery.execute.Backlog;
import orderbakery.execute.Entity;
import orderbakery.execute.Execution;
import orderbakery.execute.Executor;
import orderbakery.execute.Logged;
import orderbakery.fixtures.InMemoryLog;
import orderbakery.fixtures.JsonText;
import orderbakery.fixtures.SetClock;
import orderbakery.log.EventStatus;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import orderbakery.log.ScheduledCommand;
import orderbakery.order.Orders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order as it was, whatever became of it. */
class FormerVersionsTest {
  private static final Orders ORDERS = new Orders(Currency.getInstance("EUR"));
  private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");
  private static final int COMMANDS = 30;

  private final SetClock clock = new SetClock(BEGIN);
  private final Executor<?> executor = new Executor<>(ORDERS, clock);
  private final InMemoryLog log = new InMemoryLog();
  private final Shelf shelf = new Shelf();
  private final Presented presented = new Presented(ORDERS, shelf, FormerVersionsTest::json);
  private final FormerVersions<?> former = new FormerVersions<>(ORDERS, new Made());
  private final Map<Long, String> answered = new TreeMap<>();
  private final Map<Long, Instant> executed = new HashMap<>();
  private final Map<String, Entity> entities = new HashMap<>();
  private int sequence;

  @Property(tries = 200)
  void answersEachVersionByteForByteAsItWasPresented(@ForAll long seed) {
    FormerVersionsTest bakery = new FormerVersionsTest();
    Random chance = new Random(seed);
    for (int i = 0; i < COMMANDS; i++) {
      bakery.clock.pass(Duration.ofMillis(1 + chance.nextInt(3)));
      bakery.send(chance);
    }

    assertThat(bakery.answered).isNotEmpty();
    bakery.answered.forEach(
        (version, document) -> {
          assertThat(bakery.text("version=" + version)).isEqualTo(document);
          assertThat(bakery.text("at=" + bakery.executed.get(version))).isEqualTo(document);
        });
  }

  @Test
  void answersTheVersionThatWasTheNewestThen() {
    threeVersions();

    assertThat(text("at=2026-11-24T12:00:02Z")).contains("\"note\":\"two\"");
    assertThat(text("at=2026-11-24T12:00:02.999999999Z")).contains("\"note\":\"two\"");
    assertThat(text("at=2026-11-24T13:00:02%2B01:00")).contains("\"note\":\"two\"");
    assertThat(text("at=2999-01-01T00:00:00Z")).contains("\"note\":\"three\"");
  }

  @Test
  void namesTheVersionThatItAnswersAndSendsNoneThatTheClientHas() {
    threeVersions();

    assertThat(get(ADA, "version=2").headers()).containsEntry("ETag", "\"v2\"");
    Answer known = get(ADA, "version=2", "If-None-Match", "\"v2\"");
    assertThat(known.status()).isEqualTo(304);
    assertThat(known.headers()).containsEntry("ETag", "\"v2\"");
    assertThat(get(ADA, "version=2", "If-None-Match", "\"v3\"").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"version=4", "version=999999999999999999", "at=2026-11-24T12:00:00.999Z"})
  void hasNoVersionThatNeverWas(String query) {
    threeVersions();

    Problem problem = refusal(ADA, query);

    assertThat(problem.type()).isEqualTo("unknown-version");
    assertThat(problem.extensions()).containsEntry("currentVersion", 3L);
    assertThat(problem.detail()).endsWith("its newest version is 3.");
  }

  @ParameterizedTest
  @CsvSource({
    "version=0, version",
    "version=-1, version",
    "version=v1, version",
    "version=, version",
    "version=1&version=2, version",
    "at=yesterday, at",
    "at=2026-11-24, at",
    "at=, at",
    "at=2026-11-24T12:00:00+01:00, at",
    "version=1&at=2026-11-24T12:00:00Z, version"
  })
  void namesTheParameterThatIsWrong(String query, String name) {
    threeVersions();

    Problem problem = refusal(ADA, query);

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.detail()).startsWith("The query parameter " + name + " ");
  }

  @Test
  void showsWhatADeletedOrderWas() {
    threeVersions();
    clock.pass(Duration.ofSeconds(1));
    send("delete", Map.of());

    assertThat(text("version=3")).contains("\"note\":\"three\"");
    assertThat(text("at=2026-11-24T12:00:03Z")).contains("\"note\":\"three\"");
    assertThat(refusal(ADA, "version=4").type()).isEqualTo("order-deleted");
    assertThat(refusal(ADA, "at=2999-01-01T00:00:00Z").type()).isEqualTo("order-deleted");
  }

  @Test
  void tellsOthersNothing() {
    Problem ofNothing = refusal(BOB, "version=1");
    threeVersions();

    assertThat(refusal(BOB, "version=1")).isEqualTo(ofNothing);
    assertThat(refusal(BOB, "version=9")).isEqualTo(ofNothing);
  }

  @Test
  void asksToComeAgainWhileTheLogDoesNotTellWhatIsPresented() {
    threeVersions();
    Logged second = log.logged(ORDER).get(1);
    FormerVersions<?> behind = new FormerVersions<>(ORDERS, new Made(second));

    assertThat(refusal(behind, "version=2").type()).isEqualTo("unavailable");
    assertThat(refusal(behind, "at=2026-11-24T12:00:02Z").type()).isEqualTo("unavailable");
  }

  /** Those of a batch are marked by what they have in common, so a later one may be first. */
  @Test
  void asksToComeAgainWhileAVersionInBetweenIsNotMarked() {
    threeVersions();
    clock.pass(Duration.ofSeconds(1));
    send("update", order("four"));
    Logged second = log.logged(ORDER).get(1);

    Problem problem = refusal(new FormerVersions<>(ORDERS, new Made(second)), "version=3");

    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.type()).isEqualTo("unavailable");
  }

  @Test
  void foldsFourAtATime() throws Exception {
    threeVersions();
    CountDownLatch folding = new CountDownLatch(FormerVersions.AT_A_TIME);
    CountDownLatch goOn = new CountDownLatch(1);
    Made slow =
        new Made() {
          @Override
          public Iterable<MadeVersion> made(String component, String id, long first, long last) {
            folding.countDown();
            await(goOn);
            return super.made(component, id, first, last);
          }
        };
    FormerVersions<?> busy = new FormerVersions<>(ORDERS, slow);
    List<CompletableFuture<FoundEntity>> folds = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(FormerVersions.AT_A_TIME + 1);
    try {
      for (int i = 0; i < FormerVersions.AT_A_TIME; i++) {
        folds.add(CompletableFuture.supplyAsync(() -> look(busy, "version=2"), threads));
      }
      await(folding);

      Problem problem =
          CompletableFuture.supplyAsync(() -> refusal(busy, "version=2"), threads)
              .get(10, TimeUnit.SECONDS);
      assertThat(problem.status()).isEqualTo(503);
      assertThat(problem.retryAfter()).isEqualTo(1);
    } finally {
      goOn.countDown();
      threads.shutdown();
    }

    for (CompletableFuture<FoundEntity> fold : folds) {
      assertThat(fold.get(10, TimeUnit.SECONDS).version()).isEqualTo(2);
    }
    assertThat(look(busy, "version=2").version()).isEqualTo(2);
  }

  @Test
  void foldsOnAfterFailures() {
    threeVersions();
    FormerVersions<?> behind = new FormerVersions<>(ORDERS, new Made(log.logged(ORDER).get(1)));
    for (int i = 0; i < 2 * FormerVersions.AT_A_TIME; i++) {
      assertThat(refusal(behind, "version=2").detail()).startsWith("The log");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void foldsNoMoreThanALimit() {
    threeVersions();
    shelf.presentations.get(ORDER).put("version", FormerVersions.HIGHEST + 2);

    Problem problem = refusal(ADA, "version=" + (FormerVersions.HIGHEST + 1));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(get(ADA, "version=" + (FormerVersions.HIGHEST + 2)).status()).isEqualTo(200);
  }

  @Test
  void foldsNoLogThatCannotHaveHadItsEffect() {
    threeVersions();
    Made withoutItsCreation =
        new Made(log.logged(ORDER).get(0)) {
          @Override
          public Iterable<MadeVersion> made(String component, String id, long first, long last) {
            return List.of(new MadeVersion(1, log.logged(ORDER).get(1).event()));
          }
        };
    FormerVersions<?> stricter = new FormerVersions<>(ORDERS, withoutItsCreation);

    assertThat(catchThrowableOfType(Unfoldable.class, () -> look(stricter, "version=2")))
        .hasMessageContaining("would be refused");
  }

  private void threeVersions() {
    for (String note : List.of("one", "two", "three")) {
      clock.pass(Duration.ofSeconds(1));
      send(answered.isEmpty() ? "create" : "update", order(note));
    }
  }

  private void send(Random chance) {
    switch (chance.nextInt(answered.isEmpty() ? 2 : 12)) {
      case 0, 1, 2, 3 -> send(answered.isEmpty() ? "create" : "update", order("n" + sequence));
      case 4, 5, 6, 7 -> send("patch", Map.of("note", "p" + sequence));
      case 8 -> send("patch", Map.of("shipping", Map.of("name", "Parcel", "price", "4.90")));
      case 9 -> send("create", order("again"));
      case 10 -> send("cancel", Map.of("reason", "r" + sequence));
      default -> send("update", order("m" + chance.nextInt(9)));
    }
  }

  private static Map<String, Object> order(String note) {
    return Map.of(
        "note", note, "products", List.of(Map.of("name", "Beans " + note, "price", "12.50")));
  }

  /** Admits, logs, executes and bakes a command. */
  private void send(String kind, Map<String, Object> body) {
    PlatformEvent event = event(kind, body);
    log.insert(List.of(event));
    Execution execution =
        executor.execute(
            new Backlog(List.of(event), Map.copyOf(entities), Map.of(), Map.of(), Set.of()));
    execution.writes().forEach(it -> entities.put(it.entity().id(), it.entity()));
    execution.marks().forEach(log::mark);
    execution.facts().stream().filter(it -> !it.isRejection()).forEach(this::present);
  }

  private PlatformEvent event(String kind, Map<String, Object> body) {
    Admission.Admitted admitted = (Admission.Admitted) ORDERS.admit(kind, body, clock.instant());
    sequence++;
    ScheduledCommand command =
        new ScheduledCommand(
            "c" + sequence,
            ORDER,
            "order",
            kind.equals("patch") ? "update" : kind,
            admitted.payload(),
            null,
            clock.instant(),
            "api",
            "ada",
            false,
            "digest",
            null);
    return new PlatformEvent(
        command, new Position(3, sequence), clock.instant(), ORDERS.schemaVersion());
  }

  private void present(Fact fact) {
    Map<String, Object> document = new LinkedHashMap<>(Presentation.of(ORDERS, fact).document());
    answered.put(fact.version(), new String(json(document), UTF_8));
    executed.put(fact.version(), fact.time());
    document.put("owner", fact.owner());
    shelf.presentations.put(ORDER, document);
  }

  private static byte[] json(Map<String, Object> document) {
    Map<String, Object> shown = new LinkedHashMap<>(document);
    shown.remove("owner");
    return JsonText.of(shown);
  }

  private String text(String query) {
    return new String(get(ADA, query).body(), UTF_8);
  }

  private Answer get(Caller caller, String query, String... headers) {
    return presented.write(former.lookBack(presented.find(request(caller, query, headers))));
  }

  private FoundEntity look(FormerVersions<?> versions, String query) {
    return versions.lookBack(presented.find(request(ADA, query)));
  }

  private Problem refusal(Caller caller, String query) {
    return catchThrowableOfType(RefusedRequest.class, () -> get(caller, query)).getProblem();
  }

  private Problem refusal(FormerVersions<?> versions, String query) {
    return catchThrowableOfType(RefusedRequest.class, () -> look(versions, query)).getProblem();
  }

  private static HttpRequest request(Caller caller, String query, String... headers) {
    return new HttpRequest(
        caller,
        "GET",
        "/order/" + ORDER,
        Map.of("id", ORDER),
        headers.length == 0 ? Map.of() : Map.of(headers[0], List.of(headers[1])),
        Query.of(query),
        new byte[0]);
  }

  /** What the log tells, but for some events that are not marked yet. */
  private class Made implements MadeVersions {
    private final Set<Logged> hidden;

    Made(Logged... hidden) {
      this.hidden = Set.of(hidden);
    }

    @Override
    public long newestAt(String component, String entityId, Instant time) {
      return executed(entityId).stream()
          .filter(it -> !it.executionTime().isAfter(time))
          .mapToLong(Logged::entityVersion)
          .max()
          .orElse(0);
    }

    @Override
    public boolean isMade(String component, String entityId, long version) {
      return executed(entityId).stream().anyMatch(it -> it.entityVersion() == version);
    }

    @Override
    public Iterable<MadeVersion> made(String component, String entityId, long first, long last) {
      return executed(entityId).stream()
          .filter(it -> first <= it.entityVersion() && it.entityVersion() <= last)
          .map(it -> new MadeVersion(it.entityVersion(), it.event()))
          .toList();
    }

    private List<Logged> executed(String entityId) {
      List<Logged> events = new ArrayList<>(log.logged(entityId));
      events.removeAll(hidden);
      events.removeIf(it -> it.status() != EventStatus.EXECUTED);
      return events;
    }
  }
}

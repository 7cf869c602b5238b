package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.broker.DeadLetters;
import orderbakery.fixtures.Brokers;
import orderbakery.log.Position;
import orderbakery.notice.BackOff;
import orderbakery.notice.Notice;
import orderbakery.notice.Notices;
import orderbakery.notice.Outbox;
import orderbakery.notice.Refusal;
import orderbakery.outage.Outage;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The route that all channels have in common, as it is written, on threads as they are set. */
class NoticesAtOnceTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final int PATIENCE_SECONDS = 10;
  private static final int TIMES_OF_THE_TIMER = 30;

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Kept notices = new Kept();

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void sendsThoseOfAnEntityInOrderWhileOthersGoOn() throws Exception {
    notices.owe("a1 a2 a3", "b1");
    CountDownLatch other = new CountDownLatch(1);
    start(
        8,
        exchange -> {
          String id = idOf(exchange.getMessage().getBody(Notice.class));
          if (id.equals("b1")) {
            other.countDown();
          } else if (id.equals("a1")) {
            assertThat(other.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
          }
        });

    awaitSent(4);
    assertThat(said).containsSubsequence("deliver b1", "sent a1");
    assertThat(said)
        .filteredOn(it -> it.contains(" a"))
        .containsExactly("deliver a1", "sent a1", "deliver a2", "sent a2", "deliver a3", "sent a3");
  }

  @Test
  void sendsAsManyAtOnceAsTheSettingSays() throws Exception {
    notices.owe("a1", "b1", "c1", "d1", "e1", "f1");
    CyclicBarrier two = new CyclicBarrier(2);
    AtomicInteger underWay = new AtomicInteger();
    Queue<Integer> counted = new ConcurrentLinkedQueue<>();

    start(
        2,
        exchange -> {
          counted.add(underWay.incrementAndGet());
          two.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
          underWay.decrementAndGet();
        });

    awaitSent(6);
    assertThat(counted).contains(2).allMatch(it -> it <= 2);
  }

  @Test
  void looksAgainOnlyOnceAllIsSettled() throws Exception {
    notices.owe("a1");
    Queue<Boolean> overtaken = new ConcurrentLinkedQueue<>();

    start(
        8,
        exchange ->
            overtaken.add(
                notices.secondLook.await(TIMES_OF_THE_TIMER * 10L, TimeUnit.MILLISECONDS)));

    awaitSent(1);
    assertThat(overtaken).containsExactly(false);
    assertThat(notices.secondLook.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void marksAgainAndSendsNothingTwiceWhenTheStoreIsAway() throws Exception {
    notices.owe("a1 a2", "b1 b2");
    AtomicInteger away = new AtomicInteger(6);
    notices.whenSent =
        id -> {
          if (away.getAndDecrement() > 0) {
            throw new MongoException("away");
          }
        };

    start(8, exchange -> {});

    awaitSent(4);
    assertThat(said)
        .filteredOn(it -> it.startsWith("deliver"))
        .containsExactlyInAnyOrder("deliver a1", "deliver a2", "deliver b1", "deliver b2");
  }

  @Test
  void leavesTheRestOfAnEntityToTheNextLookAfterAFault() throws Exception {
    notices.owe("a1 a2", "b1");
    Set<String> failed = ConcurrentHashMap.newKeySet();
    notices.whenSent =
        id -> {
          if (id.equals("a1") && failed.add(id)) {
            throw new IllegalStateException("a fault");
          }
        };

    start(8, exchange -> {});

    awaitSent(3);
    assertThat(said)
        .filteredOn(it -> it.contains(" a"))
        .containsExactly("deliver a1", "deliver a1", "sent a1", "deliver a2", "sent a2");
  }

  /** In threads as the configuration makes them, from the files of the product. */
  private void start(int atOnce, Processor deliver) throws Exception {
    camel.getPropertiesComponent().addPropertiesSource(new Settings());
    camel
        .getExecutorServiceManager()
        .registerThreadPoolProfile(NoticesConfiguration.threads(atOnce));
    camel.getRegistry().bind("failed-steps", (Processor) exchange -> {});
    camel.getRegistry().bind("test-outbox", outbox());
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(
            List.of(
                ResourceHelper.resolveResource(camel, "file:routes/failures.camel.yaml"),
                ResourceHelper.resolveResource(camel, "file:routes/templates/notices.camel.yaml")));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:deliver-test")
                .process(
                    exchange ->
                        said.add("deliver " + idOf(exchange.getMessage().getBody(Notice.class))))
                .process(deliver);
          }
        });
    TemplatedRouteBuilder.builder(camel, "send-notices")
        .routeId("send-tests")
        .prefixId("test-")
        .parameter("channel", "test")
        .parameter("told-by", "test")
        .add();
    camel.start();
  }

  private Outbox outbox() {
    BackOff brief = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(1));
    return new Outbox(
        "test",
        notices,
        new DeadLetters(
            new ConfirmedPublisher(Brokers.nobody(), Duration.ofSeconds(1)), Clock.systemUTC(), 1),
        Clock.systemUTC(),
        new Outbox.Patience(Duration.ofMinutes(5), brief, brief, Duration.ofHours(24)),
        failure -> Refusal.later(String.valueOf(failure.getMessage())),
        new Outage("the server", System::nanoTime),
        () -> true,
        new SimpleMeterRegistry());
  }

  private void awaitSent(int count) {
    await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> notices.sent.size() == count);
  }

  private static String idOf(Notice notice) {
    return notice.commandId();
  }

  /** A role that the process has, and little patience. */
  private static final class Settings implements PropertiesSource {
    private static final Map<String, String> ALL =
        Map.of(
            "role.test", "true",
            "bakery.notices.period", "10",
            "bakery.retry.first-delay-millis", "1",
            "bakery.retry.longest-delay-millis", "2");

    @Override
    public String getName() {
      return "settings";
    }

    @Override
    public String getProperty(String name) {
      return ALL.get(name);
    }
  }

  /** What is owed is due until it was sent. */
  private final class Kept implements Notices {
    private final CountDownLatch secondLook = new CountDownLatch(2);
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private volatile List<List<Notice>> owed = List.of();
    private volatile Consumer<String> whenSent = id -> {};

    /** Of each entity the names of its notices, in order. */
    void owe(String... entities) {
      owed =
          Arrays.stream(entities)
              .map(names -> Arrays.stream(names.split(" ", -1)).map(Kept.this::notice).toList())
              .toList();
    }

    private Notice notice(String id) {
      return new Notice(
          id,
          "test",
          "order.created",
          id.substring(0, 1),
          new Position(0, 1),
          1,
          "ada@example.com",
          new byte[0],
          Instant.now(),
          NOW,
          0);
    }

    @Override
    public List<List<Notice>> due(String channel, Instant now, int limit) {
      secondLook.countDown();
      return owed.stream()
          .map(inOrder -> inOrder.stream().filter(it -> !sent.contains(it.commandId())).toList())
          .toList();
    }

    @Override
    public Optional<Notice> claim(Notice notice, Instant at, Instant until) {
      return Optional.of(notice);
    }

    @Override
    public void sent(Notice notice, Instant at) {
      whenSent.accept(notice.commandId());
      said.add("sent " + notice.commandId());
      sent.add(notice.commandId());
    }

    @Override
    public void owe(List<Owed> notices) {
      throw new UnsupportedOperationException("an outbox owes nothing itself");
    }

    @Override
    public void postpone(Notice notice, int attempts, Instant until, String why) {
      said.add("postpone " + notice.commandId() + ": " + why);
    }

    @Override
    public void fail(Notice notice, Instant at, String why) {
      said.add("fail " + notice.commandId() + ": " + why);
    }
  }
}

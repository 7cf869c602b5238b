package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.FaultProxy;
import orderbakery.fixtures.FaultProxy.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server goes away and comes back: nothing accepted is lost, and nobody lends a hand. */
@WithRealServers
class OutageIT {
  private static final Logger LOG = LoggerFactory.getLogger(OutageIT.class);

  @RegisterExtension final RealServers servers = new RealServers();
  @RegisterExtension final Processes processes = new Processes("outage");

  private FaultProxy broker;
  private FaultProxy store;
  private BakeryProcess bakery;

  @BeforeEach
  void startBehindProxies() throws Exception {
    broker = servers.brokerProxy();
    store = servers.storeProxy();
    bakery = processes.start("all", servers.surroundings(broker, store)).awaitReady();
    servers.books().awaitBaked(Set.of(bakery.client().place().orderId()));
  }

  @Test
  void refusesOrdersWithoutABrokerAndBakesWhatItAcceptedBefore() throws Exception {
    Answer before = bakery.client().place();
    broker.set(Mode.DROP);

    bakery.awaitDown();
    Answers.assertUnavailable(bakery.client().place());
    assertGoesOnAfter(broker, "the broker was away", before);
  }

  @Test
  void refusesOrdersWhenTheBrokerFreezesAndBakesWhatItAcceptedBefore() throws Exception {
    Answer before = bakery.client().place();
    broker.set(Mode.FREEZE);

    Answers.assertUnavailable(bakery.client().place());
    assertGoesOnAfter(broker, "the broker was frozen", before);
  }

  @Test
  void takesARepeatOfWhatTheBrokerDidNotConfirm() throws Exception {
    String key = UUID.randomUUID().toString();
    broker.set(Mode.FREEZE);
    Answers.assertUnavailable(bakery.client().placeOnce(key, "Beans"));
    broker.set(Mode.PASS);
    bakery.awaitReady();

    Answer repeat = bakery.client().placeOnce(key, "Beans");

    assertThat(repeat.status()).isEqualTo(202);
    servers.books().awaitBaked(Set.of(repeat.orderId()));
    assertThat(bakery.client().placeOnce(key, "Tea").status()).isEqualTo(422);
  }

  /** Acceptance is the broker's word: the log gets the order once the store is there. */
  @Test
  void acceptsOrdersWithoutAStoreAndBakesThemOnceItIsBack() throws Exception {
    store.set(Mode.DROP);

    bakery.awaitDown();
    Answer during = bakery.client().place();
    assertThat(during.status()).isEqualTo(202);
    Answers.assertUnavailable(bakery.client().order(during.orderId()));
    assertGoesOnAfter(store, "the store was away", during);
  }

  @Test
  void keepsListenersOverAnOutageOfTheBroker() throws Exception {
    try (Listener listener = bakery.client().listen()) {
      String before = bakery.client().place().orderId();
      listener.awaitAbout(before);
      broker.set(Mode.DROP);
      bakery.awaitDown();
      broker.set(Mode.PASS);
      bakery.awaitReady();

      String after = bakery.client().place().orderId();
      listener.awaitAbout(after);
      assertThat(listener.isConnected()).isTrue();
      assertThat(listener.typesAbout(after)).containsExactly("order.created");
    }
  }

  private void assertGoesOnAfter(FaultProxy away, String what, Answer accepted) throws Exception {
    Stopwatch sinceReturn = Stopwatch.start();
    away.set(Mode.PASS);
    servers.books().awaitBaked(Set.of(accepted.orderId()));
    long bakedAfter = sinceReturn.millis();
    bakery.awaitReady();
    Answer placed = bakery.client().place();
    assertThat(placed.status()).isEqualTo(202);
    servers.books().awaitBaked(Set.of(placed.orderId()));
    LOG.warn(
        "After {}: baked after {} ms, a new order after {} ms",
        what,
        bakedAfter,
        sinceReturn.millis());
    servers.books().assertNoHole();
  }
}

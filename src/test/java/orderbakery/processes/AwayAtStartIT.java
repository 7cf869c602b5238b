package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.FaultProxy;
import orderbakery.fixtures.FaultProxy.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that finds no server waits for it, and goes to work by itself. */
@WithRealServers
class AwayAtStartIT {
  private static final Logger LOG = LoggerFactory.getLogger(AwayAtStartIT.class);

  @RegisterExtension final RealServers servers = new RealServers();
  @RegisterExtension final Processes processes = new Processes("away-at-start");

  @Test
  void waitsForTheBroker() throws Exception {
    FaultProxy broker = servers.brokerProxy();
    FaultProxy store = servers.storeProxy();
    broker.set(Mode.DROP);

    assertWaitsFor(broker, processes.start("broker", servers.surroundings(broker, store)));
  }

  @Test
  void waitsForTheStore() throws Exception {
    FaultProxy broker = servers.brokerProxy();
    FaultProxy store = servers.storeProxy();
    store.set(Mode.DROP);

    assertWaitsFor(store, processes.start("store", servers.surroundings(broker, store)));
  }

  private void assertWaitsFor(FaultProxy away, BakeryProcess bakery) throws Exception {
    bakery.awaitDown();
    Answers.assertUnavailable(bakery.client().place());

    Stopwatch sinceReturn = Stopwatch.start();
    away.set(Mode.PASS);
    bakery.awaitReady();
    LOG.warn("Ready {} ms after the server came", sinceReturn.millis());

    Answer placed = bakery.client().place();
    assertThat(placed.status()).isEqualTo(202);
    servers.books().awaitBaked(Set.of(placed.orderId()));
  }
}

package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who has nothing to do leaves the processor to others. */
class IdleIT {
  private static final Logger LOG = LoggerFactory.getLogger(IdleIT.class);
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final Duration WINDOW = Duration.ofSeconds(10);

  /** Of one core: twice what it takes, a fifth of what a loop that never waits takes. */
  private static final double MOST_PERCENT = 20;

  @RegisterExtension final Processes processes = new Processes("idle");

  @Test
  void costsLittleWithServersInside(@TempDir Path data) throws IOException {
    assertIdle(processes.start("embedded", Surroundings.embedded(data)), "with servers inside");
  }

  @Nested
  @WithRealServers
  class OnRealServers {
    @RegisterExtension final RealServers servers = new RealServers();

    @Test
    void costsLittle() throws IOException {
      assertIdle(processes.start("real", servers.surroundings()), "on real servers");
    }
  }

  private static void assertIdle(BakeryProcess bakery, String kind) {
    bakery.awaitReady();
    // what a start leaves behind: the first signals, compilation, housekeeping
    percentOfACore(bakery, SETTLING);

    double percent = percentOfACore(bakery, WINDOW);

    LOG.warn("Idle {}: {} % of a core", kind, String.format(Locale.ROOT, "%.1f", percent));
    assertThat(percent).isLessThan(MOST_PERCENT);
  }

  private static double percentOfACore(BakeryProcess bakery, Duration window) {
    Stopwatch watch = Stopwatch.start();
    Duration before = bakery.cpuTime();
    await("end of the window")
        .atMost(window.multipliedBy(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> watch.elapsed().compareTo(window) >= 0);
    return 100.0 * bakery.cpuTime().minus(before).toNanos() / watch.elapsed().toNanos();
  }
}

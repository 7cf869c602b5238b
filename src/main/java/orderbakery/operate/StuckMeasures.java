package orderbakery.operate;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Measures what waits for an operator. */
public final class StuckMeasures {
  private final ParkedCommands parked;
  private final LetterDesk letters;
  private final MeterRegistry registry;
  private final AtomicLong parkedEvents = new AtomicLong();
  private final AtomicLong blockedEvents = new AtomicLong();
  private final Map<String, AtomicLong> deadLetters = new ConcurrentHashMap<>();

  public StuckMeasures(ParkedCommands parked, LetterDesk letters, MeterRegistry registry) {
    this.parked = parked;
    this.letters = letters;
    this.registry = registry;
    Gauge.builder("bakery.parked.events", parkedEvents, AtomicLong::get)
        .description("Commands whose decision has failed")
        .register(registry);
    Gauge.builder("bakery.blocked.events", blockedEvents, AtomicLong::get)
        .description("Commands that wait behind a parked one")
        .register(registry);
  }

  /** Asks log and broker. */
  public void measure() {
    parkedEvents.set(parked.count());
    blockedEvents.set(parked.countBlocked());
    letters
        .counts()
        .forEach((queue, count) -> deadLetters.computeIfAbsent(queue, this::gauge).set(count));
  }

  private AtomicLong gauge(String queue) {
    AtomicLong count = new AtomicLong();
    Gauge.builder("bakery.dead.letters", count, AtomicLong::get)
        .tag("queue", queue)
        .description("Letters that lie in a queue of dead letters")
        .register(registry);
    return count;
  }
}

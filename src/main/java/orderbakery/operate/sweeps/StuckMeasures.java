package orderbakery.operate.sweeps;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import orderbakery.operate.letters.LetterDesk;
import orderbakery.operate.parked.ParkedCommands;

/**
 * Measures what waits for an operator. What could not be measured is not known: nobody takes that
 * for nothing.
 */
public final class StuckMeasures {
  private final List<ParkedCommands> parked;
  private final LetterDesk letters;
  private final MeterRegistry registry;
  private final Map<String, Measured> parkedEvents;
  private final Map<String, Measured> blockedEvents;
  private final Map<String, Measured> deadLetters = new ConcurrentHashMap<>();

  public StuckMeasures(List<ParkedCommands> parked, LetterDesk letters, MeterRegistry registry) {
    this.parked = List.copyOf(parked);
    this.letters = letters;
    this.registry = registry;
    this.parkedEvents = gauges("bakery.parked.events", "Commands whose decision has failed");
    this.blockedEvents = gauges("bakery.blocked.events", "Commands that wait behind a parked one");
  }

  /**
   * Asks log and broker, each though the other is away.
   *
   * @throws RuntimeException when one of them does not answer
   */
  public void measure() {
    List<RuntimeException> failures = new ArrayList<>();
    measure(this::countParked, List.of(parkedEvents, blockedEvents), failures);
    measure(this::countLetters, List.of(deadLetters), failures);
    if (!failures.isEmpty()) {
      RuntimeException first = failures.remove(0);
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  private static void measure(
      Runnable count, List<Map<String, Measured>> of, List<RuntimeException> failures) {
    try {
      count.run();
    } catch (RuntimeException away) {
      of.forEach(it -> it.values().forEach(Measured::forget));
      failures.add(away);
    }
  }

  private void countParked() {
    for (ParkedCommands of : parked) {
      parkedEvents.get(of.component()).set(of.count());
      blockedEvents.get(of.component()).set(of.countBlocked());
    }
  }

  private void countLetters() {
    letters
        .counts()
        .forEach((queue, count) -> deadLetters.computeIfAbsent(queue, this::letters).set(count));
  }

  /** What was found last, the same kinds in the same order each time. */
  public List<OperatorTask> found() {
    List<OperatorTask> found = new ArrayList<>();
    new TreeMap<>(parkedEvents)
        .forEach(
            (component, count) ->
                found.add(
                    new OperatorTask(
                        "parked command",
                        "of component " + component,
                        "/actuator/parked",
                        count.known())));
    new TreeMap<>(deadLetters)
        .forEach(
            (queue, count) ->
                found.add(
                    new OperatorTask(
                        "letter", "in queue " + queue, "/actuator/deadletters", count.known())));
    return found;
  }

  private Measured letters(String queue) {
    return gauge(
        "bakery.dead.letters", "queue", queue, "Letters that lie in a queue of dead letters");
  }

  private Map<String, Measured> gauges(String name, String description) {
    return parked.stream()
        .map(ParkedCommands::component)
        .collect(toMap(it -> it, it -> gauge(name, "component", it, description)));
  }

  private Measured gauge(String name, String tag, String value, String description) {
    Measured count = new Measured();
    Gauge.builder(name, count, Measured::value)
        .tag(tag, value)
        .description(description)
        .register(registry);
    return count;
  }
}

package orderbakery.operate.sweeps;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import orderbakery.operate.letters.LetterDesk;
import orderbakery.operate.parked.ParkedCommands;

/** Measures what waits for an operator. */
public final class StuckMeasures {
  private final List<ParkedCommands> parked;
  private final LetterDesk letters;
  private final MeterRegistry registry;
  private final Map<String, AtomicLong> parkedEvents;
  private final Map<String, AtomicLong> blockedEvents;
  private final Map<String, AtomicLong> deadLetters = new ConcurrentHashMap<>();

  public StuckMeasures(List<ParkedCommands> parked, LetterDesk letters, MeterRegistry registry) {
    this.parked = List.copyOf(parked);
    this.letters = letters;
    this.registry = registry;
    this.parkedEvents = gauges("bakery.parked.events", "Commands whose decision has failed");
    this.blockedEvents = gauges("bakery.blocked.events", "Commands that wait behind a parked one");
  }

  /** Asks log and broker. */
  public void measure() {
    for (ParkedCommands of : parked) {
      parkedEvents.get(of.component()).set(of.count());
      blockedEvents.get(of.component()).set(of.countBlocked());
    }
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
                        count.get())));
    new TreeMap<>(deadLetters)
        .forEach(
            (queue, count) ->
                found.add(
                    new OperatorTask(
                        "letter", "in queue " + queue, "/actuator/deadletters", count.get())));
    return found;
  }

  private AtomicLong letters(String queue) {
    return gauge(
        "bakery.dead.letters", "queue", queue, "Letters that lie in a queue of dead letters");
  }

  private Map<String, AtomicLong> gauges(String name, String description) {
    return parked.stream()
        .map(ParkedCommands::component)
        .collect(toMap(it -> it, it -> gauge(name, "component", it, description)));
  }

  private AtomicLong gauge(String name, String tag, String value, String description) {
    AtomicLong count = new AtomicLong();
    Gauge.builder(name, count, AtomicLong::get)
        .tag(tag, value)
        .description(description)
        .register(registry);
    return count;
  }
}

package orderbakery.execute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orderbakery.component.Fact;
import orderbakery.log.PlatformEvent;

/**
 * Collects what a batch has decided: the facts to publish, and the bookkeeping of its events.
 *
 * <p>Interventions are marked last: while one is pending, it is known that what it released may not
 * be marked yet.
 */
final class Tally {
  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, Bookkeeping> events = new LinkedHashMap<>();
  private final Map<String, Bookkeeping> refusals = new LinkedHashMap<>();
  private final Map<String, Bookkeeping> interventions = new LinkedHashMap<>();

  void tell(Fact fact) {
    facts.add(fact);
  }

  /** What was said of the event before in this batch is void. */
  void mark(PlatformEvent event, Bookkeeping values) {
    events.put(event.id(), values);
  }

  void markIntervention(PlatformEvent event, Bookkeeping values) {
    interventions.put(event.id(), values);
  }

  /** A refused intervention has told nothing. */
  void markRefused(PlatformEvent event, Bookkeeping values) {
    refusals.put(event.id(), values);
  }

  /** All that another one has collected, behind what is here. */
  void add(Tally other) {
    facts.addAll(other.facts);
    events.putAll(other.events);
    refusals.putAll(other.refusals);
    interventions.putAll(other.interventions);
  }

  List<Fact> facts() {
    return facts;
  }

  /** Of what is parked or blocked now, and of interventions that were refused. */
  List<Mark> early() {
    return Stream.concat(alike(events).filter(mark -> mark.values().isStuck()), alike(refusals))
        .toList();
  }

  /** Of what else has ended. */
  List<Mark> marks() {
    return Stream.concat(
            alike(events).filter(mark -> !mark.values().isStuck()), alike(interventions))
        .toList();
  }

  private static Stream<Mark> alike(Map<String, Bookkeeping> values) {
    Map<Bookkeeping, List<String>> ids = new LinkedHashMap<>();
    values.forEach((id, same) -> ids.computeIfAbsent(same, key -> new ArrayList<>()).add(id));
    return ids.entrySet().stream().map(it -> new Mark(it.getKey(), it.getValue()));
  }
}

package orderbakery.execute;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orderbakery.component.Fact;
import orderbakery.component.Problem;
import orderbakery.log.PlatformEvent;

/**
 * Collects what a batch has decided: the facts to publish, and the events that are marked alike.
 */
final class Tally {
  private record Likeness(
      EventStatus status, long version, Map<String, Object> problem, Instant executionTime) {}

  private final List<Fact> facts = new ArrayList<>();
  private final Map<Likeness, List<String>> alike = new LinkedHashMap<>();

  void settle(PlatformEvent event, Outcome outcome, String component) {
    facts.add(factOf(event, outcome, component));
    EventStatus status = outcome.isRejection() ? EventStatus.REJECTED : EventStatus.EXECUTED;
    mark(event, status, outcome.version(), outcome.problem(), outcome.executionTime());
  }

  void park(PlatformEvent event, RuntimeException fault) {
    Problem problem =
        new Problem(
            "parked",
            "The command waits for an operator",
            500,
            "Its decision failed: " + fault.getMessage());
    mark(event, EventStatus.PARKED, 0, problem.toDocument(), null);
  }

  void block(PlatformEvent event) {
    mark(event, EventStatus.BLOCKED, 0, null, null);
  }

  List<Fact> facts() {
    return facts;
  }

  List<Mark> marks() {
    return alike.entrySet().stream()
        .map(entry -> markOf(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void mark(
      PlatformEvent event,
      EventStatus status,
      long version,
      Map<String, Object> problem,
      Instant executionTime) {
    alike
        .computeIfAbsent(
            new Likeness(status, version, problem, executionTime), key -> new ArrayList<>())
        .add(event.id());
  }

  private static Mark markOf(Likeness like, List<String> ids) {
    return new Mark(like.status(), like.version(), like.problem(), like.executionTime(), ids);
  }

  private static Fact factOf(PlatformEvent event, Outcome outcome, String component) {
    return new Fact(
        event.id(),
        outcome.type(),
        event.entityId(),
        event.position(),
        outcome.version(),
        outcome.executionTime(),
        event.command().traceparent(),
        outcome.isRejection()
            ? Fact.refusal(component, event.entityId(), event.operation(), outcome.problem())
            : outcome.snapshot());
  }
}

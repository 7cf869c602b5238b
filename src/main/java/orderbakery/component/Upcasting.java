package orderbakery.component;

import java.util.List;
import java.util.Map;
import orderbakery.log.PlatformEvent;

/**
 * Brings the payloads of a component's old events into today's form, a step a form. The log keeps
 * them as they were; a step is never changed once an event was written in the form it leads to.
 *
 * @param first the oldest form there is
 * @param steps the one at index i leads from form {@code first + i} to the next
 */
public record Upcasting(int first, List<Step> steps) {

  /** One step, from a form to the next. */
  @FunctionalInterface
  public interface Step {
    Map<String, Object> apply(PlatformEvent event, Map<String, Object> payload);
  }

  public Upcasting {
    steps = List.copyOf(steps);
  }

  /** The form in which payloads are written today. */
  public int today() {
    return first + steps.size();
  }

  /**
   * The payload of an event in today's form.
   *
   * @throws IllegalArgumentException for a form that is newer than this program
   */
  public Map<String, Object> payload(PlatformEvent event) {
    int form = event.schemaVersion();
    if (form < first || form > today()) {
      throw new IllegalArgumentException(
          "Event %s has form %s, known are %s to %s".formatted(event.id(), form, first, today()));
    }
    Map<String, Object> payload = event.payload();
    for (Step step : steps.subList(form - first, steps.size())) {
      payload = step.apply(event, payload);
    }
    return payload;
  }
}

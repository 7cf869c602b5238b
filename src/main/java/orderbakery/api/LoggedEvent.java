package orderbakery.api;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import orderbakery.component.Times;

/** An event of the log as clients see it: times as RFC 3339 in UTC with milliseconds. */
final class LoggedEvent {
  private final Map<String, Object> stored;
  private final Map<String, Object> shown = new LinkedHashMap<>();

  /**
   * @param stored the event's document
   */
  LoggedEvent(Map<String, Object> stored) {
    this.stored = stored;
  }

  /** Shows what was not stored; nothing for null. */
  LoggedEvent with(String name, Object value) {
    if (value != null) {
      shown.put(name, value instanceof Instant time ? Times.text(time) : value);
    }
    return this;
  }

  /** Shows these stored fields, as far as there are. */
  LoggedEvent withStored(String... names) {
    for (String name : names) {
      Object value = stored.get(name);
      with(name, value instanceof Date time ? time.toInstant() : value);
    }
    return this;
  }

  Map<String, Object> shown() {
    return shown;
  }
}

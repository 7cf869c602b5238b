package orderbakery.api;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import orderbakery.log.EventStatus;

/** What the log knows of commands that may still have to be decided. */
public interface OpenCommands {

  /** Where these commands stand, by id, those that the log does not have left out. */
  Map<String, EventStatus> statuses(Collection<String> commandIds);

  /**
   * When the oldest event of a component that is pending was written; empty when none is. An event
   * that is parked or blocked is not pending: it waits for an operator.
   */
  Optional<Instant> oldestPending(String component);
}

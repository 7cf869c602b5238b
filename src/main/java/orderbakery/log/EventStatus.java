package orderbakery.log;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where an event stands on its way. */
public enum EventStatus {
  /** Not decided yet. */
  PENDING,
  /** Took effect. */
  EXECUTED,
  /** Was refused by a rule. */
  REJECTED,
  /** Its decision threw: waits for an operator. */
  PARKED,
  /** Waits behind a parked event of the same entity. */
  BLOCKED;

  /** Of what stands still until an operator intervenes. */
  public static final Set<EventStatus> STUCK = EnumSet.of(PARKED, BLOCKED);

  /** Of what has not ended. */
  public static final Set<EventStatus> OPEN = EnumSet.of(PENDING, PARKED, BLOCKED);

  /** Whether the event that has these members stands here. */
  public boolean isOf(Map<String, ?> event) {
    return name().equals(event.get("status"));
  }
}

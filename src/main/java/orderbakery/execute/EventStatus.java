package orderbakery.execute;

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
  BLOCKED
}

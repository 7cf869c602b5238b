package orderbakery.broker;

/** The rooms that all components share: topic exchanges, and one fanout (contract.md section 3). */
public final class Rooms {
  /** Scheduled commands, and signals that events were created. */
  public static final String PLATFORM_EVENTS_SCHEDULER = "platform-events-scheduler";

  /** What has happened to entities, for the bakers and for other services. */
  public static final String DATA_SOURCE = "data-source";

  /** Messages that could not be read or handled, by the name of the queue they came from. */
  public static final String DEAD_LETTERS = "dead-letters";

  /** Fanout, and queue of the same name: what no queue of the other rooms wants. */
  public static final String UNROUTABLE = "unroutable";

  private Rooms() {}
}

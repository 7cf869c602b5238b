package orderbakery.broker;

/** The routing keys of the rooms (contract.md section 3). */
public final class RoutingKeys {

  private RoutingKeys() {}

  /** A command for the writer of its partition. */
  public static String schedule(int partition) {
    return "platform-event.schedule." + partition;
  }

  /** The signal that a partition may have new events of a component. */
  public static String created(String serviceName, int partition) {
    return "platform-event.created." + serviceName + "." + partition;
  }

  /** A change in the room data-source; the type is for instance {@code order.created}. */
  public static String changed(String type, int partition) {
    return type + "." + partition;
  }
}

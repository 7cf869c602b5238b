package orderbakery.broker;

/**
 * The names that a component has on the broker.
 *
 * @param serviceName first word of its event types: {@code order}
 * @param queuePrefix first word of its queues: {@code orders}
 */
public record ComponentRooms(String serviceName, String queuePrefix) {

  /** The room of its websocket frames: {@code orders-socket}. */
  String socketRoom() {
    return queuePrefix + "-socket";
  }

  String eventsManager(int partition) {
    return queuePrefix + "-events-manager." + partition;
  }

  String baker(int partition) {
    return queuePrefix + "-baker." + partition;
  }

  String anyChange(int partition) {
    return serviceName + ".*." + partition;
  }

  String anyFrame() {
    return serviceName + ".#";
  }
}

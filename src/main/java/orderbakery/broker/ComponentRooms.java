package orderbakery.broker;

/**
 * The names that a component has on the broker.
 *
 * @param serviceName first word of its event types: {@code order}
 * @param queuePrefix first word of its queues: {@code orders}
 * @param socketRoom the room of its websocket frames: {@code orders-socket}
 */
public record ComponentRooms(String serviceName, String queuePrefix, String socketRoom) {

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

package orderbakery.websocket;

import java.time.Duration;
import java.util.List;

/**
 * The limits of the connections of one path.
 *
 * @param sendBufferLimit bytes that may wait for one peer
 * @param sendTimeout how long one frame may take to leave
 * @param maxMessageSize bytes of a message from a peer
 * @param messageRate messages of a peer in a second
 * @param allowedOrigins besides the same origin
 * @param subprotocols that are spoken; the first of them that a client names is selected
 * @param authorizer who decides who may connect; null for nobody
 * @param maxConnections in all
 * @param maxConnectionsPerAddress from one address
 * @param pingInterval zero: no pings
 * @param greetTimeout how long a peer may wait for its release while nothing happens
 * @param eventThreads how many events are handled at once
 */
record HubSettings(
    int sendBufferLimit,
    Duration sendTimeout,
    int maxMessageSize,
    int messageRate,
    List<String> allowedOrigins,
    List<String> subprotocols,
    Authorizer authorizer,
    int maxConnections,
    int maxConnectionsPerAddress,
    Duration pingInterval,
    Duration greetTimeout,
    int eventThreads) {

  HubSettings {
    positive("sendBufferLimit", sendBufferLimit);
    positive("sendTimeout", sendTimeout.toMillis());
    positive("maxMessageSize", maxMessageSize);
    positive("messageRate", messageRate);
    positive("maxConnections", maxConnections);
    positive("maxConnectionsPerAddress", maxConnectionsPerAddress);
    positive("greetTimeout", greetTimeout.toMillis());
    positive("eventThreads", eventThreads);
    if (pingInterval.isNegative()) {
      throw new IllegalArgumentException("pingInterval is " + pingInterval + ", must be 0 or more");
    }
    allowedOrigins = List.copyOf(allowedOrigins);
    subprotocols = List.copyOf(subprotocols);
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " is " + value + ", must be more than 0");
    }
  }
}

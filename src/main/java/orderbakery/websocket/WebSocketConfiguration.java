package orderbakery.websocket;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of an endpoint. */
@UriParams
public class WebSocketConfiguration {

  @UriParam(
      label = "producer",
      description =
          "Send to every client of the path whose filter lets it pass. Otherwise to the one that"
              + " CamelWebSocketConnectionKey names.")
  private boolean sendToAll;

  @UriParam(
      defaultValue = "1048576",
      description =
          "How many bytes may wait for one client. One that would need more is closed with 1013.")
  private int sendBufferLimit = 1024 * 1024;

  @UriParam(
      defaultValue = "5s",
      description = "How long a client may take for one frame. A slower one is closed with 1013.")
  private Duration sendTimeout = Duration.ofSeconds(5);

  @UriParam(
      defaultValue = "8192",
      description = "The largest message from a client, in bytes. A larger one ends in 1009.")
  private int maxMessageSize = 8192;

  @UriParam(
      defaultValue = "20",
      description =
          "How many messages a client may send in a second. More, or 16 that wait to be handled, end in"
              + " 1008.")
  private int messageRate = 20;

  @UriParam(
      description =
          "Origins whose pages may connect, separated by commas, * for all. Empty: only pages of"
              + " the same origin. Clients that are no browser state no origin and may connect.")
  private String allowedOrigins = "";

  @UriParam(
      description =
          "Subprotocols that are spoken, separated by commas. The first of them that a client names"
              + " is selected; where it names none of them, none is.")
  private String subprotocols = "";

  @UriParam(
      description =
          "A bean that decides who may connect, orderbakery.websocket.Authorizer. Empty: everybody.")
  private Authorizer authorizer;

  @UriParam(
      defaultValue = "10000",
      description = "How many clients may be connected. The handshake of another is answered 503.")
  private int maxConnections = 10_000;

  @UriParam(
      defaultValue = "10000",
      description =
          "How many clients may be connected from one address. The handshake of another is answered"
              + " 429.")
  private int maxConnectionsPerAddress = 10_000;

  @UriParam(
      defaultValue = "25s",
      description = "How often clients are pinged, 0 for never. Two missed pongs end in 1013.")
  private Duration pingInterval = Duration.ofSeconds(25);

  @UriParam(
      label = "consumer",
      defaultValue = "10s",
      description =
          "How long a client may wait for the frame with CamelWebSocketRelease while the route has no"
              + " event of it to handle and nothing on its way to it. Then it is closed with 1011.")
  private Duration greetTimeout = Duration.ofSeconds(10);

  @UriParam(
      label = "consumer",
      defaultValue = "4",
      description =
          "How many events are handled at once, each client's in order; the others wait in line, those"
              + " of one client behind those of another. The container's threads run no route.")
  private int eventThreads = 4;

  boolean isSendToAll() {
    return sendToAll;
  }

  /**
   * The options that rule a path.
   *
   * @throws IllegalArgumentException a limit is not above 0
   */
  HubSettings settings() {
    return new HubSettings(
        sendBufferLimit,
        sendTimeout,
        maxMessageSize,
        messageRate,
        listed(allowedOrigins),
        listed(subprotocols),
        authorizer,
        maxConnections,
        maxConnectionsPerAddress,
        pingInterval,
        greetTimeout,
        eventThreads);
  }

  private static List<String> listed(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList();
  }

  public void setSendToAll(boolean sendToAll) {
    this.sendToAll = sendToAll;
  }

  public void setSendBufferLimit(int sendBufferLimit) {
    this.sendBufferLimit = sendBufferLimit;
  }

  public void setSendTimeout(Duration sendTimeout) {
    this.sendTimeout = sendTimeout;
  }

  public void setMaxMessageSize(int maxMessageSize) {
    this.maxMessageSize = maxMessageSize;
  }

  public void setMessageRate(int messageRate) {
    this.messageRate = messageRate;
  }

  public void setAllowedOrigins(String allowedOrigins) {
    this.allowedOrigins = allowedOrigins;
  }

  public void setSubprotocols(String subprotocols) {
    this.subprotocols = subprotocols;
  }

  public void setAuthorizer(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  public void setMaxConnections(int maxConnections) {
    this.maxConnections = maxConnections;
  }

  public void setMaxConnectionsPerAddress(int maxConnectionsPerAddress) {
    this.maxConnectionsPerAddress = maxConnectionsPerAddress;
  }

  public void setPingInterval(Duration pingInterval) {
    this.pingInterval = pingInterval;
  }

  public void setGreetTimeout(Duration greetTimeout) {
    this.greetTimeout = greetTimeout;
  }

  public void setEventThreads(int eventThreads) {
    this.eventThreads = eventThreads;
  }
}

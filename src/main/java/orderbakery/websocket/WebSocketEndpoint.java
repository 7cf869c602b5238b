package orderbakery.websocket;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Exchanges text messages with websocket clients, on the port of the servlet container.
 *
 * <p>The options of the consumer's endpoint rule a path; those of a producer's only count where the
 * path never had a consumer.
 */
@ManagedResource(description = "Managed websocket endpoint")
@UriEndpoint(
    firstVersion = "4.17.0",
    scheme = "websocket-jsr356",
    title = "Websocket (JSR 356)",
    syntax = "websocket-jsr356:path",
    category = {Category.HTTP},
    headersClass = WebSocketConstants.class)
public class WebSocketEndpoint extends DefaultEndpoint {

  @UriPath(description = "The path that clients connect to, within the web application.")
  @Metadata(required = true)
  private final String path;

  @UriParam(
      label = "producer",
      description =
          "Send to every client of the path. Otherwise to the one that CamelWebSocketConnectionKey"
              + " names.")
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
      defaultValue = "4096",
      description = "The largest message from a client, in bytes. A larger one ends in 1009.")
  private int maxMessageSize = 4096;

  @UriParam(
      description =
          "Origins whose pages may connect, separated by commas, * for all. Empty: only pages of"
              + " the same origin. Clients that are no browser state no origin and may connect.")
  private String allowedOrigins = "";

  @UriParam(
      defaultValue = "25s",
      description = "How often clients are pinged, 0 for never. Two missed pongs end in 1013.")
  private Duration pingInterval = Duration.ofSeconds(25);

  @UriParam(
      label = "consumer",
      defaultValue = "10s",
      description =
          "How long a client may wait for the frame with CamelWebSocketRelease. One that is not"
              + " released by then is closed with 1011.")
  private Duration greetTimeout = Duration.ofSeconds(10);

  WebSocketEndpoint(String uri, WebSocketComponent component, String path) {
    super(uri, component);
    this.path = path;
  }

  @Override
  public Producer createProducer() {
    return new WebSocketProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    WebSocketConsumer consumer = new WebSocketConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  Hub hub() {
    return ((WebSocketComponent) getComponent()).hub(path);
  }

  HubSettings settings() {
    List<String> origins =
        Arrays.stream(allowedOrigins.split(","))
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .toList();
    return new HubSettings(
        sendBufferLimit, sendTimeout, maxMessageSize, origins, pingInterval, greetTimeout);
  }

  @ManagedAttribute(description = "Clients that are connected to the path")
  public int getConnections() {
    return hub().connections();
  }

  @ManagedAttribute(description = "Frames that have left for clients of the path")
  public long getSentFrames() {
    return hub().figures().sentFrames();
  }

  @ManagedAttribute(description = "Clients of the path that were closed for being too slow")
  public long getSlowClosed() {
    return hub().figures().slowClosed();
  }

  public String getPath() {
    return path;
  }

  public boolean isSendToAll() {
    return sendToAll;
  }

  public void setSendToAll(boolean sendToAll) {
    this.sendToAll = sendToAll;
  }

  public int getSendBufferLimit() {
    return sendBufferLimit;
  }

  public void setSendBufferLimit(int sendBufferLimit) {
    this.sendBufferLimit = sendBufferLimit;
  }

  public Duration getSendTimeout() {
    return sendTimeout;
  }

  public void setSendTimeout(Duration sendTimeout) {
    this.sendTimeout = sendTimeout;
  }

  public int getMaxMessageSize() {
    return maxMessageSize;
  }

  public void setMaxMessageSize(int maxMessageSize) {
    this.maxMessageSize = maxMessageSize;
  }

  public String getAllowedOrigins() {
    return allowedOrigins;
  }

  public void setAllowedOrigins(String allowedOrigins) {
    this.allowedOrigins = allowedOrigins;
  }

  public Duration getPingInterval() {
    return pingInterval;
  }

  public void setPingInterval(Duration pingInterval) {
    this.pingInterval = pingInterval;
  }

  public Duration getGreetTimeout() {
    return greetTimeout;
  }

  public void setGreetTimeout(Duration greetTimeout) {
    this.greetTimeout = greetTimeout;
  }
}

package orderbakery.websocket;

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

  @UriParam private final WebSocketConfiguration configuration;

  WebSocketEndpoint(
      String uri, WebSocketComponent component, String path, WebSocketConfiguration configuration) {
    super(uri, component);
    this.path = path;
    this.configuration = configuration;
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
    return configuration.settings();
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

  @ManagedAttribute(description = "Bytes that wait for clients of the path")
  public long getQueuedBytes() {
    return hub().queuedBytes();
  }

  public String getPath() {
    return path;
  }

  boolean isSendToAll() {
    return configuration.isSendToAll();
  }
}

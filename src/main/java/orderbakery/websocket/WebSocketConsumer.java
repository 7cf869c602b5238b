package orderbakery.websocket;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/**
 * Makes each event of a connection an exchange: OPEN, then MESSAGE and DRAINED, then CLOSE once.
 *
 * <p>The route runs on the component's own threads, so however many clients come at once, the
 * container's stay free for its other requests.
 */
final class WebSocketConsumer extends DefaultConsumer implements PeerListener {

  private final WebSocketEndpoint endpoint;

  WebSocketConsumer(WebSocketEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    endpoint.hub().host(endpoint.settings(), this);
  }

  @Override
  protected void doStop() throws Exception {
    endpoint.hub().unhost(this);
    super.doStop();
  }

  @Override
  public void opened(Arrival arrival) {
    Exchange exchange = event(arrival.key(), WebSocketConstants.OPEN);
    if (arrival.query() != null) {
      exchange.getMessage().setHeader(WebSocketConstants.QUERY, arrival.query());
    }
    if (arrival.grant().identity() != null) {
      exchange.getMessage().setHeader(WebSocketConstants.IDENTITY, arrival.grant().identity());
    }
    process(exchange);
  }

  @Override
  public void received(String key, String text) {
    Exchange exchange = event(key, WebSocketConstants.MESSAGE);
    exchange.getMessage().setBody(text);
    process(exchange);
  }

  @Override
  public void drained(String key) {
    process(event(key, WebSocketConstants.DRAINED));
  }

  @Override
  public void closed(String key) {
    process(event(key, WebSocketConstants.CLOSE));
  }

  private Exchange event(String key, String event) {
    Exchange exchange = createExchange(false);
    Message message = exchange.getMessage();
    message.setHeader(WebSocketConstants.CONNECTION_KEY, key);
    message.setHeader(WebSocketConstants.EVENT, event);
    return exchange;
  }

  /** A fault ends here: it concerns neither the connection nor the other peers. */
  private void process(Exchange exchange) {
    try {
      getProcessor().process(exchange);
    } catch (Exception fault) {
      exchange.setException(fault);
    }
    if (exchange.getException() != null) {
      getExceptionHandler()
          .handleException("A websocket event has failed", exchange, exchange.getException());
    }
    releaseExchange(exchange, false);
  }
}

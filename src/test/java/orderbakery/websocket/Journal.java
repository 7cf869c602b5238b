package orderbakery.websocket;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Writes down the events that a route gets. */
final class Journal implements Processor {

  /** One event, as the route saw it. */
  record Entry(Map<String, Object> headers, String body) {

    String key() {
      return (String) headers.get(WebSocketConstants.CONNECTION_KEY);
    }

    String event() {
      return (String) headers.get(WebSocketConstants.EVENT);
    }
  }

  private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();

  @Override
  public void process(Exchange exchange) {
    entries.add(
        new Entry(
            Map.copyOf(exchange.getMessage().getHeaders()),
            exchange.getMessage().getBody(String.class)));
  }

  /** The next event; the test fails if it is another one. */
  Entry expect(String event) throws InterruptedException {
    Entry entry = entries.poll(10, TimeUnit.SECONDS);
    if (entry == null || !event.equals(entry.event())) {
      throw new AssertionError("Expected " + event + ", got " + entry);
    }
    return entry;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }
}

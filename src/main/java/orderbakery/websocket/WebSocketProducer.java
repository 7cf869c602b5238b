package orderbakery.websocket;

import java.nio.charset.CharacterCodingException;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.StartupListener;
import org.apache.camel.support.DefaultProducer;

/** Sends the body, text or its bytes in UTF-8, to one client or to all; never waits for them. */
final class WebSocketProducer extends DefaultProducer {

  private final WebSocketEndpoint endpoint;

  WebSocketProducer(WebSocketEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    endpoint.getCamelContext().addStartupListener(new OpenWithoutConsumer());
  }

  /**
   * Sends the body of the exchange, which it leaves as it is.
   *
   * @throws IllegalArgumentException neither {@code sendToAll} nor a connection key, or a frame
   *     that no client could take
   * @throws CharacterCodingException the body is not Unicode text
   */
  @Override
  public void process(Exchange exchange) throws Exception {
    Message message = exchange.getMessage();
    Frame frame = frame(message);
    if (endpoint.isSendToAll()) {
      endpoint.hub().broadcast(frame);
    } else {
      sendToOne(message, frame);
    }
  }

  private void sendToOne(Message message, Frame frame) {
    Hub hub = endpoint.hub();
    String key = key(message);
    if (message.getHeader(WebSocketConstants.HOLD, false, Boolean.class)) {
      hub.hold(key);
    }
    if (message.getHeader(WebSocketConstants.FILTER) instanceof Predicate<?> filter) {
      hub.filter(key, asked(filter));
    }
    if (message.getHeader(WebSocketConstants.RELEASE, false, Boolean.class)) {
      hub.release(key, frame);
    } else {
      hub.send(key, frame);
    }
  }

  /** The route that sets the filter knows what its frames are about. */
  @SuppressWarnings("unchecked")
  private static Predicate<Object> asked(Predicate<?> filter) {
    return (Predicate<Object>) filter;
  }

  private static Frame frame(Message message)
      throws InvalidPayloadException, CharacterCodingException {
    Object about = message.getHeader(WebSocketConstants.ABOUT);
    return message.getBody() instanceof byte[] utf8
        ? Frame.of(utf8, about)
        : Frame.of(message.getMandatoryBody(String.class), about);
  }

  private static String key(Message message) {
    String key = message.getHeader(WebSocketConstants.CONNECTION_KEY, String.class);
    if (key == null) {
      throw new IllegalArgumentException(
          "A frame for one client needs the header " + WebSocketConstants.CONNECTION_KEY);
    }
    return key;
  }

  /** Opens the path once every consumer has had its chance to: not before all routes run. */
  private final class OpenWithoutConsumer implements StartupListener {

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
      if (alreadyStarted) {
        endpoint.hub().openUnhosted(endpoint.settings());
      }
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
      endpoint.hub().openUnhosted(endpoint.settings());
    }
  }
}

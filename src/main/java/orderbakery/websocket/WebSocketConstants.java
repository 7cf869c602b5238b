package orderbakery.websocket;

import org.apache.camel.spi.Metadata;

/** The headers of the component, and the values of {@link #EVENT}. */
public final class WebSocketConstants {

  @Metadata(
      description =
          "Which connection: set by the consumer on every event, read by the producer to send to one.",
      javaType = "String")
  public static final String CONNECTION_KEY = "CamelWebSocketConnectionKey";

  @Metadata(
      label = "consumer",
      description = "What happened on the connection.",
      enums = "OPEN,MESSAGE,CLOSE",
      javaType = "String")
  public static final String EVENT = "CamelWebSocketEvent";

  @Metadata(
      label = "consumer",
      description = "The query string of the handshake as it was sent, undecoded; on OPEN only.",
      javaType = "String")
  public static final String QUERY = "CamelWebSocketQuery";

  @Metadata(
      label = "producer",
      description = "True: this frame goes out to one, then all that was held back for it.",
      javaType = "Boolean")
  public static final String RELEASE = "CamelWebSocketRelease";

  /** A client has connected; until it is released, it hears no broadcast. */
  public static final String OPEN = "OPEN";

  /** A client has sent the text that is the body. */
  public static final String MESSAGE = "MESSAGE";

  /** A connection has ended, for whatever reason; the last event of its key. */
  public static final String CLOSE = "CLOSE";

  private WebSocketConstants() {}
}

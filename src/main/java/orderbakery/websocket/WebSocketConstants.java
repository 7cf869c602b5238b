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
      enums = "OPEN,MESSAGE,DRAINED,CLOSE",
      javaType = "String")
  public static final String EVENT = "CamelWebSocketEvent";

  @Metadata(
      label = "consumer",
      description = "The query string of the handshake as it was sent, undecoded; on OPEN only.",
      javaType = "String")
  public static final String QUERY = "CamelWebSocketQuery";

  @Metadata(
      label = "consumer",
      description =
          "Who has connected, in terms of the application: what the authorizer has said; on OPEN"
              + " only.",
      javaType = "Object")
  public static final String IDENTITY = "CamelWebSocketIdentity";

  @Metadata(
      label = "producer",
      description = "True: this frame goes out to one, then all that was held back for it.",
      javaType = "Boolean")
  public static final String RELEASE = "CamelWebSocketRelease";

  @Metadata(
      label = "producer",
      description =
          "True: from now on frames to all are held back for this one again, until it is released.",
      javaType = "Boolean")
  public static final String HOLD = "CamelWebSocketHold";

  @Metadata(
      label = "producer",
      description =
          "What a frame to all is about, in terms of the application: what filters are asked about."
              + " Without it the frame passes every filter.",
      javaType = "Object")
  public static final String ABOUT = "CamelWebSocketAbout";

  @Metadata(
      label = "producer",
      description =
          "With a frame to one: from now on this client hears only those frames to all whose"
              + " CamelWebSocketAbout passes. Frames that are held back for it are asked, too.",
      javaType = "java.util.function.Predicate<Object>")
  public static final String FILTER = "CamelWebSocketFilter";

  /** A client has connected: from now on frames to all are held back until it is released. */
  public static final String OPEN = "OPEN";

  /** A client has sent the text that is the body. */
  public static final String MESSAGE = "MESSAGE";

  /** A client that was not released has got all that was sent to it: there is room for more. */
  public static final String DRAINED = "DRAINED";

  /** A connection has ended, for whatever reason; the last event of its key. */
  public static final String CLOSE = "CLOSE";

  private WebSocketConstants() {}
}

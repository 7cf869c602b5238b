package orderbakery.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A message on its way into a room, and what became of it. */
final class Publication {
  private static final String CLOUD_EVENT = "application/cloudevents+json";
  private static final int PERSISTENT = 2;
  private static final String TAKEN = "";

  private final boolean mandatory;
  private final String routingKey;
  private final BasicProperties properties;
  private final byte[] body;
  private final CompletableFuture<String> refusal = new CompletableFuture<>();

  /**
   * @param mandatory whether a queue must want it
   * @param properties sent as they are: whoever gives them sees to the persistence
   */
  private Publication(
      boolean mandatory, String routingKey, BasicProperties properties, byte[] body) {
    this.mandatory = mandatory;
    this.routingKey = routingKey;
    this.properties = properties;
    this.body = body;
  }

  /** Any message that a queue must want. */
  static Publication of(String routingKey, BasicProperties properties, byte[] body) {
    return new Publication(true, routingKey, properties, body);
  }

  /** A message that a queue must want. */
  static Publication of(RoomMessage message) {
    return new Publication(true, message.routingKey(), propertiesOf(message), message.body());
  }

  /** A message for whoever listens, be it nobody. */
  static Publication forListeners(RoomMessage message) {
    return new Publication(false, message.routingKey(), propertiesOf(message), message.body());
  }

  private static BasicProperties propertiesOf(RoomMessage message) {
    return new BasicProperties.Builder()
        .deliveryMode(PERSISTENT)
        .contentType(CLOUD_EVENT)
        .messageId(message.id())
        .type(message.type())
        .headers(message.headers())
        .build();
  }

  boolean isMandatory() {
    return mandatory;
  }

  String routingKey() {
    return routingKey;
  }

  BasicProperties properties() {
    return properties;
  }

  byte[] body() {
    return body;
  }

  /** Whether a message that came back may be this one. */
  boolean looksLike(String key, String id) {
    return routingKey.equals(key) && Objects.equals(properties.getMessageId(), id);
  }

  /** The broker answers for it, unless it has said otherwise before. */
  void taken() {
    refusal.complete(TAKEN);
  }

  void refused(String why) {
    refusal.complete(why);
  }

  boolean isSettled() {
    return refusal.isDone();
  }

  boolean isTaken() {
    return TAKEN.equals(refusal.getNow(null));
  }

  /** Why the broker refused it; empty when it was taken. */
  CompletableFuture<String> refusal() {
    return refusal;
  }
}

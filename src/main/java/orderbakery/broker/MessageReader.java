package orderbakery.broker;

import org.springframework.amqp.core.Message;

/** Makes a value of a message. */
@FunctionalInterface
public interface MessageReader<T> {

  /**
   * Reads one message.
   *
   * @throws Exception for a message that it cannot read, with a text for the operator
   */
  T read(Message message) throws Exception;

  /** The same reader, to which a body of more bytes is unreadable. */
  default MessageReader<T> upTo(int bytes) {
    return message -> {
      int length = message.getBody().length;
      if (length > bytes) {
        throw new IllegalArgumentException(
            "The body has %s bytes, at most %s are read".formatted(length, bytes));
      }
      return read(message);
    };
  }
}

package orderbakery.broker;

import java.util.List;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/** A batch on its way through Camel's listener, which knows single messages only. */
final class MessageBatch extends Message {
  private final transient List<Message> messages;

  MessageBatch(List<Message> messages) {
    super(new byte[0], new MessageProperties());
    this.messages = messages;
  }

  List<Message> messages() {
    return messages;
  }
}

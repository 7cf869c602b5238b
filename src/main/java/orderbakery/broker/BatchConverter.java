package orderbakery.broker;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.support.converter.MessageConverter;

/** Makes the messages of a batch the body of its exchange, and leaves the rest to the endpoint. */
record BatchConverter(MessageConverter single) implements MessageConverter {

  @Override
  public Object fromMessage(Message message) {
    return message instanceof MessageBatch batch ? batch.messages() : single.fromMessage(message);
  }

  @Override
  public Message toMessage(Object body, MessageProperties properties) {
    return single.toMessage(body, properties);
  }
}

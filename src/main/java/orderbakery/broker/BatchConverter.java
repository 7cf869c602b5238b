package orderbakery.broker;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.support.converter.MessageConversionException;
import org.springframework.amqp.support.converter.MessageConverter;

/**
 * Makes the messages of a batch the body of its exchange, as they are, and converts nothing:
 * Spring's own converter would make objects of what somebody has serialized.
 */
final class BatchConverter implements MessageConverter {

  @Override
  public Object fromMessage(Message message) {
    if (message instanceof MessageBatch batch) {
      return batch.messages();
    }
    throw new MessageConversionException("Messages are taken in batches, not one by one");
  }

  @Override
  public Message toMessage(Object body, MessageProperties properties) {
    throw new MessageConversionException("Messages are published by the publisher alone");
  }
}

package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.support.converter.MessageConversionException;

/** No object is made of what somebody has serialized. */
class BatchConverterTest {
  private static final AtomicInteger MADE = new AtomicInteger();

  private final BatchConverter converter = new BatchConverter();

  @Test
  void makesNoObjectOfAMessage() throws Exception {
    Message serialized = serialized();

    assertThat(converter.fromMessage(new MessageBatch(List.of(serialized))))
        .isEqualTo(List.of(serialized));
    assertThatThrownBy(() -> converter.fromMessage(serialized))
        .isInstanceOf(MessageConversionException.class);
    assertThat(MADE).hasValue(0);
  }

  private static Message serialized() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
      objects.writeObject(new Canary());
    }
    MessageProperties properties = new MessageProperties();
    properties.setContentType(MessageProperties.CONTENT_TYPE_SERIALIZED_OBJECT);
    return new Message(bytes.toByteArray(), properties);
  }

  /** Counts how often one is made of bytes. */
  private static final class Canary implements Serializable {
    private static final long serialVersionUID = 1;

    private void readObject(ObjectInputStream from) throws IOException {
      MADE.incrementAndGet();
    }
  }
}

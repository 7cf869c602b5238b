package orderbakery.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import orderbakery.component.Times;

/**
 * CloudEvents to UTF-8 JSON and back. Attributes we do not know are passed over, as the
 * specification asks.
 */
final class CloudEventJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new SimpleModule().addSerializer(Instant.class, new TimeText()))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private CloudEventJson() {}

  static byte[] write(CloudEvent event) {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IOException when the bytes are no CloudEvent with an id, a type and a subject by which
   *     messages can go on, and an object as data
   */
  static CloudEvent read(byte[] bytes) throws IOException {
    CloudEvent event = JSON.readValue(bytes, CloudEvent.class);
    Objects.requireNonNull(event, "a CloudEvent");
    Storable.requireShort("id", event.id());
    Storable.requireShort("type", event.type());
    Storable.requireShort("subject", event.subject());
    Objects.requireNonNull(event.data(), "data");
    return event;
  }

  static <T> T convert(Object data, Class<T> type) {
    return JSON.convertValue(data, type);
  }

  /** Times as {@link Times} has them: with milliseconds, three zeros too. */
  private static final class TimeText extends StdScalarSerializer<Instant> {
    private static final long serialVersionUID = 1;

    TimeText() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(Times.text(time));
    }
  }
}

package orderbakery.message;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Map;
import orderbakery.component.Fact;
import orderbakery.log.Position;

/**
 * A CloudEvents 1.0 envelope in the JSON format, with our extensions.
 *
 * @param position of the event in the log, {@code 3-17}; null for a command on its way there
 * @param entityVersion null where no entity changed; messages of an earlier version call it {@code
 *     orderversion}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "specversion",
  "id",
  "source",
  "type",
  "subject",
  "time",
  "datacontenttype",
  "position",
  "entityversion",
  "traceparent",
  "data"
})
record CloudEvent(
    String specversion,
    String id,
    String source,
    String type,
    String subject,
    Instant time,
    @JsonProperty("datacontenttype") String contentType,
    String position,
    @JsonProperty("entityversion") @JsonAlias("orderversion") Long entityVersion,
    String traceparent,
    Map<String, Object> data) {

  static CloudEvent of(
      String id,
      String type,
      String subject,
      Instant time,
      String position,
      Long entityVersion,
      String traceparent,
      Map<String, Object> data) {
    return new CloudEvent(
        "1.0",
        id,
        "/order-bakery",
        type,
        subject,
        time,
        "application/json",
        position,
        entityVersion,
        traceparent,
        data);
  }

  /**
   * A fact.
   *
   * @param entityVersion as the reader shall see it, or null
   * @param data what the reader shall see
   */
  static CloudEvent of(Fact fact, Long entityVersion, Map<String, Object> data) {
    return of(
        fact.id(),
        fact.type(),
        fact.entityId(),
        fact.time(),
        fact.position().toString(),
        entityVersion,
        fact.traceparent(),
        data);
  }

  /** The fact of which this tells; without a version, of version 0. */
  Fact fact() {
    return new Fact(
        id,
        type,
        subject,
        Position.parse(position),
        entityVersion == null ? 0 : entityVersion,
        time,
        traceparent,
        data);
  }
}

package orderbakery.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Map;

/**
 * A CloudEvents 1.0 envelope in the JSON format, with our extensions.
 *
 * @param position of the event in the log, {@code 3-17}; null for a command on its way there
 * @param orderVersion null where no entity changed
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
  "orderversion",
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
    @JsonProperty("orderversion") Long orderVersion,
    String traceparent,
    Map<String, Object> data) {

  static CloudEvent of(
      String id,
      String type,
      String subject,
      Instant time,
      String position,
      Long orderVersion,
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
        orderVersion,
        traceparent,
        data);
  }
}

package orderbakery.message;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Map;
import orderbakery.component.Fact;
import orderbakery.component.ToldTypes;
import orderbakery.log.Position;

/**
 * A CloudEvents 1.0 envelope in the JSON format, with our extensions.
 *
 * @param position of the event in the log, {@code 3-17}; null for a command on its way there
 * @param entityVersion null where no entity changed; messages of an earlier version call it {@code
 *     orderversion}
 * @param owner {@link Fact#owner} of a fact; null in a frame, which has it beside its text
 * @param told {@link ToldTypes} of a fact; null for all else, and in facts of an earlier version
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
  "owner",
  "told",
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
    String owner,
    String told,
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
        null,
        null,
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

  /** With what services are told of the fact, and clients are not. */
  CloudEvent forServices(Fact fact) {
    String text = fact.told().equals(ToldTypes.NONE) ? null : fact.told().toString();
    return new CloudEvent(
        specversion,
        id,
        source,
        type,
        subject,
        time,
        contentType,
        position,
        entityVersion,
        traceparent,
        fact.owner(),
        text,
        data);
  }

  /** The fact of which this tells; without a version, of version 0. */
  Fact fact() {
    Position at = Position.parse(position);
    return new Fact(
        id,
        type,
        subject,
        at,
        entityVersion == null ? 0 : entityVersion,
        time,
        traceparent,
        owner,
        toldTypes(at),
        data);
  }

  private ToldTypes toldTypes(Position at) {
    if (Fact.isRejection(type)) {
      return ToldTypes.NONE;
    }
    return told == null ? ToldTypes.NONE.with(type, at.sequence()) : ToldTypes.parse(told);
  }
}

package orderbakery.component;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import orderbakery.log.Position;

/**
 * What became of one event, as the manager tells it to the room {@code data-source}.
 *
 * @param id the command id
 * @param type {@code order.created}, {@code order.rejected} …
 * @param position of the event that was being executed
 * @param version of the entity after the event; of a rejection the version that stands, 0 when
 *     there is no entity
 * @param time the execution time
 * @param traceparent W3C trace context, or null
 * @param owner who may hear of it beside those who may read everything: of a change whom the entity
 *     belongs to, of a rejection who sent the command; null for nobody
 * @param told where each kind of change of the entity was told last, this one included; of a
 *     rejection nothing
 * @param data the source document of the entity, or the problem of a rejection
 */
public record Fact(
    String id,
    String type,
    String entityId,
    Position position,
    long version,
    Instant time,
    String traceparent,
    String owner,
    ToldTypes told,
    Map<String, Object> data) {

  private static final String REJECTED = ".rejected";
  private static final String ENTITY_ID = "entityId";
  private static final String OPERATION = "operation";

  /** The type of a change, {@code order.created}. */
  public static String typeOf(String component, String change) {
    return component + "." + change;
  }

  /** The type of a rejection, {@code order.rejected}. */
  public static String rejectionOf(String component) {
    return component + REJECTED;
  }

  /** The type of another change of the same component. */
  public String typeOf(String change) {
    return typeOf(type.substring(0, type.indexOf('.')), change);
  }

  /** The same, told as another type of change of its entity. */
  public Fact as(String otherType) {
    return new Fact(
        id, otherType, entityId, position, version, time, traceparent, owner, told, data);
  }

  /** The same, with another form of its document. */
  public Fact showing(Map<String, Object> document) {
    return new Fact(
        id, type, entityId, position, version, time, traceparent, owner, told, document);
  }

  /** Whether the event was refused: such a fact changes no document. */
  public boolean isRejection() {
    return isRejection(type);
  }

  /** Whether facts of this type are rejections. */
  public static boolean isRejection(String type) {
    return type.endsWith(REJECTED);
  }

  /**
   * The data of a rejection: the problem, and whose and which command it was.
   *
   * @param problem as a document
   */
  public static Map<String, Object> refusal(
      String entityId, String operation, Map<String, Object> problem) {
    Map<String, Object> data = new LinkedHashMap<>(problem);
    data.put(ENTITY_ID, entityId);
    data.put(OPERATION, operation);
    return data;
  }

  /** The problem of a rejection, without what was added to it. */
  public Problem problem() {
    Map<String, Object> document = new LinkedHashMap<>(data);
    document.remove(ENTITY_ID);
    document.remove(OPERATION);
    return Problem.fromDocument(document);
  }
}

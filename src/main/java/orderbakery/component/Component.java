package orderbakery.component;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderbakery.log.PlatformEvent;

/**
 * One kind of entity, such as the order: all that the log, the execution, the baking and the feed
 * must be told about it.
 *
 * <p>Every method is pure: no clock, no random value, and no I/O but what a lookup does. Documents
 * are JSON-safe: maps, lists, strings, booleans, {@code Integer} and {@code Long}; money and times
 * are strings.
 *
 * @param <S> the state of one entity
 */
public interface Component<S> {

  /** The service name in events and the first word of change types: {@code order}. */
  String name();

  /** The name of its collections and the first word of its queues: {@code orders}. */
  default String plural() {
    return Components.plural(name());
  }

  /** The last words of its change types, {@code created}; {@code rejected} is every component's. */
  List<String> changes();

  /** The form in which its payloads are written today; a stored event has the one of its time. */
  int schemaVersion();

  /**
   * Checks what a client sent before it is scheduled.
   *
   * @param operation {@code create}, {@code update}, … as in contract.md section 1
   * @param body the parsed JSON object; empty when the request had none
   * @param acceptedAt the time of acceptance, the default of time fields
   */
  Admission admit(String operation, Map<String, Object> body, Instant acceptedAt);

  /**
   * Checks what a client sent, which may name entities of another component. What it takes from
   * them is in the payload, so that nobody need look at them again.
   *
   * @param others where they are found
   */
  default Admission admit(
      String operation, Map<String, Object> body, Instant acceptedAt, Lookup others) {
    return admit(operation, body, acceptedAt);
  }

  /** Where in its source document it names entities of other components: these are indexed. */
  default List<String> references() {
    return List.of();
  }

  /** By which fields of its public document a listing may look for entities: these are indexed. */
  default List<String> searched() {
    return List.of();
  }

  /**
   * Decides a command.
   *
   * @param state the state before the event, empty when there is no such entity yet
   * @return a refusal is a value; an exception is a fault in code or data, and parks the event
   */
  Decision<S> decide(Optional<S> state, PlatformEvent event);

  /**
   * The state as its source document holds it, without the fields of the envelope (id, version …).
   */
  Map<String, Object> toDocument(S state);

  /** The inverse of {@link #toDocument}. */
  S fromDocument(Map<String, Object> document);

  /** The public document of an entity, exactly as a client may see it. */
  Map<String, Object> bake(String id, long version, S state);

  /** Who may read and change its entities. */
  Access access();

  /** The words of the public field {@code status} that a listing may be narrowed to. */
  Set<String> statuses();

  /** Whether the entity is gone for readers. */
  boolean isDeleted(S state);

  /** How its entities follow those of another component; empty for those that follow none. */
  default Optional<Following> following() {
    return Optional.empty();
  }
}

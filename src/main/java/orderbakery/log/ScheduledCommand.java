package orderbakery.log;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * A command that was accepted and waits for its place in the log.
 *
 * @param id the command id: one id, one event, one effect
 * @param serviceName the component: {@code order}
 * @param payload JSON-safe, in the component's normal form
 * @param ifMatch the version the entity must have, or null
 * @param acceptedBy the process that accepted it
 * @param principal who sent it
 * @param changesAll whether it may change what belongs to others; null in commands from before
 *     entities had owners, which may
 * @param digest SHA-256 of method, path and canonical body, in hexadecimal; of a file, name, type,
 *     size and SHA-256 stand for the body
 * @param traceparent W3C trace context, or null
 */
public record ScheduledCommand(
    String id,
    String entityId,
    String serviceName,
    String operation,
    Map<String, Object> payload,
    String ifMatch,
    Instant acceptedAt,
    String acceptedBy,
    String principal,
    Boolean changesAll,
    String digest,
    String traceparent) {

  public ScheduledCommand {
    requireNonNull(id, "id");
    requireNonNull(entityId, "subject");
    requireNonNull(serviceName, "serviceName");
    requireNonNull(operation, "operation");
    requireNonNull(payload, "payload");
    requireNonNull(acceptedAt, "acceptedAt");
  }

  /**
   * Whether it may change what belongs to this principal.
   *
   * @param owner null for nobody: what is nobody's takes one that may change everything
   */
  public boolean mayChange(String owner) {
    return !Boolean.FALSE.equals(changesAll) || (owner != null && owner.equals(principal));
  }

  /** The same command, saying something else. */
  public ScheduledCommand withPayload(Map<String, Object> other) {
    return with(other, digest);
  }

  /** The same command, known by another digest. */
  public ScheduledCommand withDigest(String other) {
    return with(payload, other);
  }

  private ScheduledCommand with(Map<String, Object> said, String known) {
    return new ScheduledCommand(
        id,
        entityId,
        serviceName,
        operation,
        said,
        ifMatch,
        acceptedAt,
        acceptedBy,
        principal,
        changesAll,
        known,
        traceparent);
  }
}

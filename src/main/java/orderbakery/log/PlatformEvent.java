package orderbakery.log;

import java.time.Instant;
import java.util.Map;

/**
 * A command in its place in the log. Its facts never change.
 *
 * @param creationTime never before that of the previous event of the partition
 * @param schemaVersion the form of the payload, from 1
 */
public record PlatformEvent(
    ScheduledCommand command, Position position, Instant creationTime, int schemaVersion) {

  /** The form in which payloads are written today. */
  public static final int SCHEMA_VERSION = 1;

  public String id() {
    return command.id();
  }

  public String entityId() {
    return command.entityId();
  }

  public String operation() {
    return command.operation();
  }

  public Map<String, Object> payload() {
    return command.payload();
  }

  public Instant acceptedAt() {
    return command.acceptedAt();
  }

  public int partition() {
    return position.partition();
  }

  public long sequence() {
    return position.sequence();
  }
}

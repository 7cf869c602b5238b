package orderbakery.log;

import java.time.Instant;
import java.util.Map;

/**
 * A command in its place in the log. Its facts never change.
 *
 * @param creationTime never before that of the previous event of the partition
 * @param schemaVersion the form of the payload, which its component knows
 */
public record PlatformEvent(
    ScheduledCommand command, Position position, Instant creationTime, int schemaVersion) {

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

package orderbakery.operate.parked;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A command whose decision has failed, as operators see it.
 *
 * @param component whose command it is, {@code order}
 * @param position of its event, {@code 3-17}
 * @param payload as it was accepted
 * @param attempts how often its decision has failed
 * @param since the last failure
 * @param kind the class of the exception
 * @param reason its message
 * @param stack the first 4096 characters
 * @param waiting commands of the same entity that wait behind it, in order; the first 100
 */
public record ParkedCommand(
    String component,
    String command,
    String entityId,
    String operation,
    String position,
    Map<String, Object> payload,
    String principal,
    Instant acceptedAt,
    int attempts,
    Instant since,
    String kind,
    String reason,
    String stack,
    List<String> waiting) {

  public ParkedCommand {
    waiting = List.copyOf(waiting);
  }
}

package orderbakery.notice;

import java.time.Instant;
import orderbakery.log.Position;

/**
 * What a channel owes one addressee: to hear of one change.
 *
 * @param commandId of the change
 * @param type of the change, {@code order.created}
 * @param position of the change, by which those of one entity are in order
 * @param version of the entity after it
 * @param address who is to hear of it
 * @param fact the message that told of it, as it came; empty until it is claimed
 * @param owedAt since when it is owed
 * @param dueAt when it may be tried
 * @param attempts tries that have failed
 */
// equality is of no use here, and a wrapper would copy every body
@SuppressWarnings("ArrayRecordComponent")
public record Notice(
    String commandId,
    String channel,
    String type,
    String entityId,
    Position position,
    long version,
    String address,
    byte[] fact,
    Instant owedAt,
    Instant dueAt,
    int attempts) {

  /** One for each command and channel. */
  public String id() {
    return commandId + "-" + channel;
  }
}

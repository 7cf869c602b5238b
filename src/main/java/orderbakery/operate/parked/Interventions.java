package orderbakery.operate.parked;

import java.util.List;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.broker.Rooms;
import orderbakery.log.ScheduledCommand;
import orderbakery.message.CommandMessages;

/** Sends the commands of operators to the log. */
public final class Interventions {
  private final CommandMessages messages;
  private final ConfirmedPublisher publisher;

  public Interventions(CommandMessages messages, ConfirmedPublisher publisher) {
    this.messages = messages;
    this.publisher = publisher;
  }

  /** A command that was sent: where to see what becomes of it. */
  public record Sent(String receipt) {}

  /** As {@link #sendAll}. */
  public Sent send(ScheduledCommand command) {
    sendAll(List.of(command));
    return new Sent("/command/" + command.id());
  }

  /**
   * Returns when the broker has taken every one.
   *
   * @throws orderbakery.broker.NotConfirmed when it has not, or nobody knows: the first ones may be
   *     on their way
   */
  public void sendAll(List<ScheduledCommand> commands) {
    publisher.publish(
        Rooms.PLATFORM_EVENTS_SCHEDULER, commands.stream().map(messages::write).toList());
  }
}

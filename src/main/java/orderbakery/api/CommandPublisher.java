package orderbakery.api;

import orderbakery.broker.ConfirmedPublisher;
import orderbakery.broker.Rooms;
import orderbakery.message.CommandMessages;

/** Hands commands to the room {@code platform-events-scheduler}. */
public final class CommandPublisher {
  private final ConfirmedPublisher publisher;
  private final CommandMessages messages;
  private final WaitingWork waiting;

  public CommandPublisher(
      ConfirmedPublisher publisher, CommandMessages messages, WaitingWork waiting) {
    this.publisher = publisher;
    this.messages = messages;
    this.waiting = waiting;
  }

  /** Returns when the broker has the command safe. */
  public void publish(Submission submission) {
    publisher.publish(Rooms.PLATFORM_EVENTS_SCHEDULER, messages.write(submission.command()));
    waiting.accepted(submission.command());
  }
}

package orderbakery.api;

import orderbakery.log.ScheduledCommand;

/** What a route asks of a submission. */
public final class Submissions {

  /** Whether the client wants to wait for the end of its command. */
  public boolean areAwaited(Submission submission) {
    return submission.waitSeconds() > 0;
  }

  /** How long it wants to wait, in seconds. */
  public int waitSeconds(Submission submission) {
    return submission.waitSeconds();
  }

  /** Whether it may be a repeat: the client has named the command. */
  public boolean mayBeRepeats(Submission submission) {
    return submission.isKeyed();
  }

  /** Whether it asks for a version. */
  public boolean areConditional(Submission submission) {
    return submission.command().ifMatch() != null;
  }

  /** The command itself. */
  public ScheduledCommand command(Submission submission) {
    return submission.command();
  }
}

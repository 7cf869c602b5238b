package orderbakery.api;

import orderbakery.component.Problem;
import orderbakery.edge.RefusedRequest;
import orderbakery.log.ScheduledCommand;

/**
 * A command as a client has sent it, on its way to its answer.
 *
 * @param refusal why it can be no new command, only a repeat of one that was accepted; or null
 * @param isKeyed whether the client has named it, so that it may be a repeat
 * @param waitSeconds how long the client wants to wait for its end, 0 for not at all
 * @param repeat what is known of one that was sent before
 * @param expectation of its end; null when nobody waits
 * @param ending that was waited for; null before
 */
public record Submission(
    ScheduledCommand command,
    Problem refusal,
    boolean isKeyed,
    int waitSeconds,
    Repeat repeat,
    Expectation expectation,
    Ending ending)
    implements Awaiting<Submission> {

  /** Whether a command was sent before. */
  enum Repeat {
    /** Not that we know. */
    NONE,
    /** Another request has claimed its key: whether it was published is not known. */
    OF_A_CLAIM,
    /** It is in the log. */
    OF_AN_EVENT
  }

  Submission(ScheduledCommand command, Problem refusal, boolean isKeyed, int waitSeconds) {
    this(command, refusal, isKeyed, waitSeconds, Repeat.NONE, null, null);
  }

  /**
   * The same, once it is known to be no repeat.
   *
   * @throws RefusedRequest when it can only be one
   */
  Submission asNew() {
    if (refusal != null) {
      throw new RefusedRequest(refusal);
    }
    return this;
  }

  /** Whether it has to be published. */
  public boolean isNew() {
    return repeat != Repeat.OF_AN_EVENT;
  }

  /** Whether the client waits for its end. */
  public boolean isAwaited() {
    return waitSeconds > 0;
  }

  boolean isRepeat() {
    return repeat != Repeat.NONE;
  }

  @Override
  public String commandId() {
    return command.id();
  }

  @Override
  public int patience() {
    return waitSeconds;
  }

  @Override
  public Submission expecting(Expectation end) {
    return new Submission(command, refusal, isKeyed, waitSeconds, repeat, end, ending);
  }

  @Override
  public Submission ended(Ending end) {
    return new Submission(command, refusal, isKeyed, waitSeconds, repeat, expectation, end);
  }

  Submission repeating(Repeat what) {
    return new Submission(command, refusal, isKeyed, waitSeconds, what, expectation, ending);
  }
}

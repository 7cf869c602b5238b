package orderbakery.api;

import java.util.function.Function;
import java.util.function.Predicate;
import orderbakery.component.Admission;
import orderbakery.component.Problem;
import orderbakery.edge.RefusedRequest;
import orderbakery.files.FileToKeep;
import orderbakery.log.ScheduledCommand;

/**
 * A command as a client has sent it, on its way to its answer.
 *
 * @param digest by which a repeat of it is known
 * @param refusal why it can be no new command, only a repeat of one that was accepted; or null
 * @param lookedUp by what it was admitted or refused
 * @param admission judges the same request by what was looked up at another time
 * @param mayRead whether the client may see what belongs to a principal, or to null, who is nobody
 * @param isKeyed whether the client has named it, so that it may be a repeat
 * @param waitSeconds how long the client wants to wait for its end, 0 for not at all
 * @param file whose bytes are to be kept before the command is published; null for none
 * @param repeat what is known of one that was sent before
 * @param expectation of its end; null when nobody waits
 * @param ending that was waited for; null before
 */
public record Submission(
    ScheduledCommand command,
    RequestDigest digest,
    Problem refusal,
    LookedUp lookedUp,
    Function<LookedUp, Admission> admission,
    Predicate<String> mayRead,
    boolean isKeyed,
    int waitSeconds,
    FileToKeep file,
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

  Submission(
      ScheduledCommand command,
      RequestDigest digest,
      Problem refusal,
      LookedUp lookedUp,
      Function<LookedUp, Admission> admission,
      Predicate<String> mayRead,
      boolean isKeyed,
      int waitSeconds) {
    this(
        command,
        digest,
        refusal,
        lookedUp,
        admission,
        mayRead,
        isKeyed,
        waitSeconds,
        null,
        Repeat.NONE,
        null,
        null);
  }

  boolean isRefused() {
    return refusal != null;
  }

  /** The same command as when it was sent first: judged by what was looked up then. */
  Submission claimedBy(KeyClaims.Claim first) {
    Admission then = admission.apply(first.lookedUp());
    return new Submission(
        command.withPayload(Intake.payload(then)).withDigest(first.digest()),
        digest,
        Intake.refusal(then),
        first.lookedUp(),
        admission,
        mayRead,
        isKeyed,
        waitSeconds,
        file,
        repeat,
        expectation,
        ending);
  }

  /** The same, with the file that it is about. */
  Submission bringing(FileToKeep bytes) {
    return with(bytes, repeat, expectation, ending);
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

  /** It is his own. */
  @Override
  public boolean mayHear(Ending end) {
    return true;
  }

  /** Whether the client may see the document that his command has made. */
  boolean shows(Ending.Baked baked) {
    return mayRead.test(baked.owner());
  }

  @Override
  public int patience() {
    return waitSeconds;
  }

  @Override
  public Submission expecting(Expectation end) {
    return with(file, repeat, end, ending);
  }

  @Override
  public Submission ended(Ending end) {
    return with(file, repeat, expectation, end);
  }

  Submission repeating(Repeat what) {
    return with(file, what, expectation, ending);
  }

  /** What was sent stays. */
  private Submission with(FileToKeep bytes, Repeat what, Expectation awaited, Ending end) {
    return new Submission(
        command,
        digest,
        refusal,
        lookedUp,
        admission,
        mayRead,
        isKeyed,
        waitSeconds,
        bytes,
        what,
        awaited,
        end);
  }
}

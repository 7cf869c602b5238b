package orderbakery.api;

import java.util.Map;
import orderbakery.component.Caller;
import orderbakery.log.EventStatus;

/**
 * A question after a command, on its way to its answer.
 *
 * @param caller who asks
 * @param hearsAll whether he may know of every command
 * @param waitSeconds how long the client wants to wait for the end, 0 for not at all
 * @param event as the log holds it; null when it has none that he may know of
 * @param presentation which version of its entity is presented; null when none is, or when that was
 *     not looked up
 * @param patience of the wait that goes on, or would begin, in seconds
 * @param expectation of the end; null when no wait goes on
 * @param ending that was waited for; null before
 */
public record Inquiry(
    String commandId,
    Caller caller,
    boolean hearsAll,
    int waitSeconds,
    Map<String, Object> event,
    Map<String, Object> presentation,
    int patience,
    Expectation expectation,
    Ending ending)
    implements Awaiting<Inquiry> {
  private static final int SECONDS_FOR_THE_WRITER = 1;

  Inquiry(String commandId, Caller caller, boolean hearsAll, int waitSeconds) {
    this(commandId, caller, hearsAll, waitSeconds, null, null, 0, null, null);
  }

  /** Whether the command is not in the log, or not yet. */
  public boolean isMissing() {
    return event == null;
  }

  /** Whether the client waits for an end that is still to come. */
  public boolean isAwaited() {
    return waitSeconds > 0 && event != null && isOpen();
  }

  private boolean isOpen() {
    return (ending == null || !ending.isHeard()) && Ending.of(event, presentation).isEmpty();
  }

  /** Whether the command took effect, as far as the store knows. */
  static boolean isExecuted(Map<String, Object> event) {
    return event != null && EventStatus.EXECUTED.isOf(event);
  }

  /** Of a command that he knows of, every end; else only of one that is his. */
  @Override
  public boolean mayHear(Ending end) {
    return hearsAll || event != null || end.concerned().contains(caller.principal());
  }

  @Override
  public Inquiry expecting(Expectation end) {
    return new Inquiry(
        commandId, caller, hearsAll, waitSeconds, event, presentation, patience, end, null);
  }

  @Override
  public Inquiry ended(Ending end) {
    return new Inquiry(
        commandId, caller, hearsAll, waitSeconds, event, presentation, patience, null, end);
  }

  /** A client is faster than the writer: what is not in the log yet is given a second. */
  Inquiry found(Map<String, Object> inTheLog, Map<String, Object> presented) {
    int unlessItWaits = inTheLog == null ? SECONDS_FOR_THE_WRITER : waitSeconds;
    return new Inquiry(
        commandId,
        caller,
        hearsAll,
        waitSeconds,
        inTheLog,
        presented,
        expectation == null ? unlessItWaits : patience,
        expectation,
        ending);
  }
}

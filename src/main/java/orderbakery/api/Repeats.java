package orderbakery.api;

import java.util.List;
import java.util.Map;
import orderbakery.component.Problem;
import orderbakery.edge.RefusedRequest;
import orderbakery.log.ScheduledCommand;

/** Knows a command that was sent before under the same {@code Idempotency-Key}. */
public final class Repeats {

  /** Whether the client waits for the end of a command that the log has already. */
  public boolean areAwaited(Submission submission, Map<String, Object> event) {
    return event != null && submission.waitSeconds() > 0;
  }

  /**
   * The value of the header {@code Idempotent-Replayed}; null for a command that is new.
   *
   * @param event of a command with this id, null when the log has none
   * @throws RefusedRequest 422 when that was another request
   */
  public String replayed(Submission submission, Map<String, Object> event) {
    if (event == null) {
      return null;
    }
    ScheduledCommand command = submission.command();
    if (!command.digest().equals(event.get("digest"))) {
      throw new RefusedRequest(reused(command));
    }
    return "true";
  }

  private static Problem reused(ScheduledCommand command) {
    return new Problem(
        "idempotency-key-reused",
        "The key names another command",
        422,
        "Another method, path or body was sent with this Idempotency-Key.",
        List.of(),
        Map.of("command", "/command/" + command.id()));
  }
}

package orderbakery.api;

import java.util.List;
import java.util.Map;
import orderbakery.component.Problem;
import orderbakery.edge.RefusedRequest;
import orderbakery.log.ScheduledCommand;

/** Knows a command that was sent before under the same {@code Idempotency-Key}. */
public final class Repeats {
  private final KeyClaims claims;

  public Repeats(KeyClaims claims) {
    this.claims = claims;
  }

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
    return event == null ? null : replayed(submission, (String) event.get("digest"));
  }

  /**
   * Claims the key before the command is published: of several requests that differ, one may be.
   *
   * @return the value of the header {@code Idempotent-Replayed}; null for the first with this key.
   *     Whether the first was published is not known, so a repeat has to be.
   * @throws RefusedRequest 422 when another request has claimed the key
   */
  public String claim(Submission submission) {
    ScheduledCommand command = submission.command();
    return claims
        .claim(command.id(), command.digest())
        .map(first -> replayed(submission, first))
        .orElse(null);
  }

  private static String replayed(Submission submission, String digestOfFirst) {
    if (!submission.command().digest().equals(digestOfFirst)) {
      throw new RefusedRequest(reused(submission.command()));
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

package orderbakery.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderbakery.component.Problem;
import orderbakery.edge.RefusedRequest;
import orderbakery.log.ScheduledCommand;

/** Knows a command that was sent before under the same {@code Idempotency-Key}. */
public final class Repeats {
  private final KeyClaims claims;
  private final StoredDocuments stored;

  public Repeats(KeyClaims claims, StoredDocuments stored) {
    this.claims = claims;
    this.stored = stored;
  }

  /**
   * Asks the log for the first command with the same key, if there is a key; and for its end, if
   * the client waits for it.
   *
   * @throws RefusedRequest 422 when that was another request
   */
  public Submission recognise(Submission submission) {
    Map<String, Object> first = submission.isKeyed() ? stored.event(submission.commandId()) : null;
    if (first == null) {
      return submission;
    }
    require(submission, (String) first.get("digest"));
    if (submission.isAwaited()) {
      ScheduledCommand command = submission.command();
      submission
          .expectation()
          .settle(first, stored.presentation(command.serviceName(), command.entityId()));
    }
    return submission.repeating(Submission.Repeat.OF_AN_EVENT);
  }

  /**
   * Claims the key, if there is one, before the command is published: of several requests that
   * differ, one may be. Whether the first with this key was published is not known, so a repeat has
   * to be: also one that would be refused today for what it names, by what the first one found.
   *
   * @throws RefusedRequest 422 when another request has claimed the key, and the refusal of one
   *     that could only be a repeat and is none
   */
  public Submission claim(Submission submission) {
    if (!submission.isKeyed()) {
      return submission;
    }
    ScheduledCommand command = submission.command();
    Optional<KeyClaims.Claim> first =
        submission.isRefused()
            ? claims.find(command.id())
            : claims.claim(
                command.id(), new KeyClaims.Claim(command.digest(), submission.lookedUp()));
    first.ifPresent(claim -> require(submission, claim.digest()));
    return first
        .map(submission::claimedBy)
        .orElse(submission)
        .asNew()
        .repeating(first.isPresent() ? Submission.Repeat.OF_A_CLAIM : Submission.Repeat.NONE);
  }

  private static void require(Submission submission, String digestOfFirst) {
    if (!submission.digest().isOf(digestOfFirst)) {
      throw new RefusedRequest(reused(submission.command()));
    }
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

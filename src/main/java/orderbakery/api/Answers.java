package orderbakery.api;

import java.util.Map;
import orderbakery.component.Precondition;
import orderbakery.edge.RefusedRequest;

/** What a client that has waited is told (contract.md section 1, {@code Prefer}). */
public final class Answers {

  /** Whether the end of the command was heard. */
  public boolean isHeard(Ending ending) {
    return ending.isHeard();
  }

  /**
   * What became visible of an end that was heard.
   *
   * @throws RefusedRequest with the problem of a command that was refused
   */
  public Ending.Baked effect(Ending ending) {
    if (ending instanceof Ending.Baked baked) {
      return baked;
    }
    throw new RefusedRequest(((Ending.Refused) ending).problem());
  }

  /** The value of the header {@code Preference-Applied}; null when nothing was preferred. */
  public String applied(int waitSeconds) {
    return waitSeconds > 0 ? "wait=" + waitSeconds : null;
  }

  /** 201 for a create, 204 for what is gone, else 200. */
  public int status(Submission submission, Ending.Baked baked) {
    if (baked.isDeleted()) {
      return 204;
    }
    return submission.command().operation().equals("create") ? 201 : 200;
  }

  /** The value of the header {@code ETag}; null for what is gone. */
  public String entityTag(Ending.Baked baked) {
    return baked.isDeleted() ? null : Precondition.entityTag(baked.version());
  }

  /** The public document; null for what is gone. */
  public Map<String, Object> document(Ending.Baked baked) {
    return baked.isDeleted() ? null : baked.document();
  }
}

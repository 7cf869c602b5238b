package orderbakery.api;

import orderbakery.component.Precondition;
import orderbakery.edge.Answer;
import orderbakery.edge.ProblemWriter;

/** What a client is told of its command (contract.md section 1). */
public final class Answers {
  private static final int ACCEPTED = 202;

  private final DocumentWriter documents;
  private final ProblemWriter problems;

  public Answers(DocumentWriter documents, ProblemWriter problems) {
    this.documents = documents;
    this.problems = problems;
  }

  /** 202; but when its end was waited for and heard: the document, or the problem. */
  public Answer answer(Submission submission) {
    if (submission.ending() instanceof Ending.Baked baked) {
      Answer answer =
          accepted(submission, status(submission, baked))
              .with("Preference-Applied", Preference.applied(submission.waitSeconds()));
      if (baked.isDeleted()) {
        return answer;
      }
      Answer tagged = answer.with("ETag", Precondition.entityTag(baked.version()));
      return submission.shows(baked) ? tagged.withJson(documents.json(baked.document())) : tagged;
    }
    if (submission.ending() instanceof Ending.Refused refused) {
      return problems
          .answer(refused.problem(), null)
          .with("Preference-Applied", Preference.applied(submission.waitSeconds()));
    }
    return accepted(submission, ACCEPTED);
  }

  private static Answer accepted(Submission submission, int status) {
    String entity = submission.command().serviceName() + "/" + submission.command().entityId();
    return Answer.of(status)
        .with("Location", "/" + entity)
        .with("Link", "</command/" + submission.commandId() + ">; rel=\"monitor\"")
        .with("Idempotent-Replayed", submission.isRepeat() ? "true" : null);
  }

  /** 201 for a create, 204 for what is gone or the client may not read, else 200. */
  private static int status(Submission submission, Ending.Baked baked) {
    if (baked.isDeleted()) {
      return 204;
    }
    if (submission.command().operation().equals("create")) {
      return 201;
    }
    return submission.shows(baked) ? 200 : 204;
  }
}

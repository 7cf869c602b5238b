package orderbakery.api;

import java.util.Map;
import orderbakery.component.Precondition;
import orderbakery.edge.RefusedRequest;
import orderbakery.log.ScheduledCommand;

/**
 * Refuses early what would come to nothing: a command that would only wait, and, as the manager
 * would, one for a version that readers already see replaced.
 */
public final class Preconditions {
  private final StoredDocuments stored;
  private final WaitingWork waiting;

  public Preconditions(StoredDocuments stored, WaitingWork waiting) {
    this.stored = stored;
    this.waiting = waiting;
  }

  /**
   * Lets pass what asks for no version, and what may still be right: of an entity that is not there
   * or gone, the manager says so.
   *
   * @throws RefusedRequest 503 while those before it wait for too long, 412 when the presentation
   *     shows a later version
   */
  public void check(Submission submission) {
    ScheduledCommand command = submission.command();
    waiting.requireProgress(command);
    if (command.ifMatch() == null) {
      return;
    }
    Map<String, Object> presented = stored.version(command.serviceName(), command.entityId());
    if (presented != null && !"DELETED".equals(presented.get("status"))) {
      Precondition precondition = Precondition.parse(command.ifMatch());
      long current = ((Number) presented.get("version")).longValue();
      if (precondition.isBehind(current)) {
        throw new RefusedRequest(precondition.mismatch(command.serviceName(), current));
      }
    }
  }
}

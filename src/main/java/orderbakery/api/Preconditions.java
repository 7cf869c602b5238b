package orderbakery.api;

import java.util.Map;
import orderbakery.component.Precondition;
import orderbakery.edge.RefusedRequest;

/**
 * Refuses early what the manager would refuse: a command for a version that readers already see
 * replaced.
 */
public final class Preconditions {
  private final String component;

  /**
   * Preconditions of one component.
   *
   * @param component its name, as problems have it
   */
  public Preconditions(String component) {
    this.component = component;
  }

  /**
   * Lets pass what may still be right: of an entity that is not there or gone, the manager says so.
   *
   * @param presentation version and status of the entity, null when it is not presented
   * @throws RefusedRequest 412 when the presentation shows a later version
   */
  public void check(Submission submission, Map<String, Object> presentation) {
    if (presentation != null && !"DELETED".equals(presentation.get("status"))) {
      Precondition precondition = Precondition.parse(submission.command().ifMatch());
      long current = ((Number) presentation.get("version")).longValue();
      if (precondition.isBehind(current)) {
        throw new RefusedRequest(precondition.mismatch(component, current));
      }
    }
  }
}

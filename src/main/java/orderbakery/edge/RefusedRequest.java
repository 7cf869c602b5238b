package orderbakery.edge;

import orderbakery.component.Problem;

/**
 * A request that is answered with a problem; carries it from where it is found to the one place
 * that writes problems.
 */
public final class RefusedRequest extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public RefusedRequest(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public Problem getProblem() {
    return problem;
  }
}

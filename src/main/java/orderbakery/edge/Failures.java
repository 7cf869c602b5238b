package orderbakery.edge;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import orderbakery.component.Problem;

/**
 * Tells a refused request, the failure of a server, after which the client may come again, and one
 * of our own from one another.
 *
 * <p>Camel cannot: it asks the innermost cause first, and a cut connection is an IOException there.
 */
public final class Failures {
  private final List<Class<? extends Exception>> ofServers;
  private final ProblemWriter problems;

  /**
   * @param ofServers what the clients of broker and store throw
   */
  public Failures(List<Class<? extends Exception>> ofServers, ProblemWriter problems) {
    this.ofServers = List.copyOf(ofServers);
    this.problems = problems;
  }

  /** What a request is answered with whose route has failed. */
  public Answer answer(Throwable failure) {
    return problems.answer(problemOf(failure), failure);
  }

  /** Answers a request that no route has. */
  public void send(HttpServletResponse response, Throwable failure) throws IOException {
    answer(failure).writeTo(response);
  }

  /**
   * The problem of a refused request; 503 for a failure of a server; else 500. Also when that is
   * only the cause.
   */
  Problem problemOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedRequest refused) {
        return refused.getProblem();
      }
      if (isOfServer(cause)) {
        return Problems.unavailable();
      }
    }
    return Problems.internalError();
  }

  private boolean isOfServer(Throwable failure) {
    return ofServers.stream().anyMatch(kind -> kind.isInstance(failure));
  }
}

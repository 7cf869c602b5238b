package orderbakery.edge;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import orderbakery.component.Problem;

/** Answers a servlet request with a problem. */
public final class ProblemResponse {
  private final ProblemWriter writer;

  public ProblemResponse(ProblemWriter writer) {
    this.writer = writer;
  }

  /** Sends a problem. */
  public void send(HttpServletResponse response, Problem problem) throws IOException {
    send(response, problem, null);
  }

  /**
   * Sends a problem, and logs its cause under the same instance.
   *
   * @param cause null when there is no more to say than the problem does
   */
  void send(HttpServletResponse response, Problem problem, Throwable cause) throws IOException {
    writer.answer(problem, cause).writeTo(response);
  }
}

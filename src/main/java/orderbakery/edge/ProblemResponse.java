package orderbakery.edge;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import orderbakery.component.Problem;

/** Answers a servlet request with a problem. */
public final class ProblemResponse {
  private final ProblemWriter writer;

  public ProblemResponse(ProblemWriter writer) {
    this.writer = writer;
  }

  void send(HttpServletResponse response, Problem problem) throws IOException {
    send(response, problem, null);
  }

  /**
   * Sends a problem, and logs its cause under the same instance.
   *
   * @param cause null when there is no more to say than the problem does
   */
  void send(HttpServletResponse response, Problem problem, Throwable cause) throws IOException {
    byte[] body = writer.write(problem, cause).getBytes(StandardCharsets.UTF_8);
    response.setStatus(problem.status());
    response.setContentType(ProblemWriter.MEDIA_TYPE);
    response.setContentLength(body.length);
    if (problem.retryAfter() != null) {
      response.setIntHeader("Retry-After", problem.retryAfter());
    }
    response.getOutputStream().write(body);
  }
}

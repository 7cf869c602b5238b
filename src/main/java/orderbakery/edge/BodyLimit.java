package orderbakery.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads at most so many bytes of a body, and answers 413 to more. */
public final class BodyLimit extends OncePerRequestFilter {
  private final int limit;
  private final ProblemResponse problems;

  /**
   * A limit for bodies.
   *
   * @param limit in bytes
   */
  public BodyLimit(int limit, ProblemResponse problems) {
    this.limit = limit;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    byte[] body =
        request.getContentLengthLong() > limit
            ? null
            : request.getInputStream().readNBytes(limit + 1);
    if (body == null || body.length > limit) {
      problems.send(
          response, Problems.tooLarge(413, "The body may have " + limit + " bytes at most."));
    } else {
      chain.doFilter(new ReadRequest(request, body), response);
    }
  }
}

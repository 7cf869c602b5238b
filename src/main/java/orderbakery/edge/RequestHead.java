package orderbakery.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import orderbakery.component.Problem;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a request by its head: too long, or not to be understood. The container reads twice as
 * much, so that what is too long here is still answered with the right status.
 */
public final class RequestHead extends OncePerRequestFilter {
  private static final int LONGEST_TARGET = 8 * 1024;
  private static final int LONGEST_HEADERS = 16 * 1024;
  private static final int MOST_HEADERS = 100;

  private final ProblemResponse problems;

  public RequestHead(ProblemResponse problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Problem> problem = problemOf(request);
    if (problem.isPresent()) {
      problems.send(response, problem.get());
    } else {
      chain.doFilter(request, response);
    }
  }

  private static Optional<Problem> problemOf(HttpServletRequest request) {
    String path = request.getRequestURI();
    String query = Optional.ofNullable(request.getQueryString()).orElse("");
    if (path.length() + query.length() > LONGEST_TARGET) {
      return Optional.of(
          Problems.tooLarge(
              414, "Path and query may have " + LONGEST_TARGET + " characters at most."));
    }
    if (isTooLong(request)) {
      return Optional.of(
          Problems.tooLarge(
              431,
              "There may be %s headers of %s characters in all at most."
                  .formatted(MOST_HEADERS, LONGEST_HEADERS)));
    }
    if (path.indexOf(';') >= 0) {
      return Optional.of(Problems.malformed("The path has parameters, after a semicolon."));
    }
    return PercentEncoding.isWellFormed(query)
        ? Optional.empty()
        : Optional.of(Problems.malformed("The query is not UTF-8 in percent-encoding."));
  }

  private static boolean isTooLong(HttpServletRequest request) {
    int count = 0;
    int length = 0;
    for (String name : Collections.list(request.getHeaderNames())) {
      for (String value : Collections.list(request.getHeaders(name))) {
        count++;
        length += name.length() + value.length();
      }
    }
    return count > MOST_HEADERS || length > LONGEST_HEADERS;
  }
}

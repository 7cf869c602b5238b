package orderbakery.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 503 until the routes run. */
public final class NotReady extends OncePerRequestFilter {
  private final BooleanSupplier ready;
  private final ProblemResponse problems;

  public NotReady(BooleanSupplier ready, ProblemResponse problems) {
    this.ready = ready;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (ready.getAsBoolean()) {
      chain.doFilter(request, response);
    } else {
      problems.send(response, Problems.unavailable());
    }
  }
}

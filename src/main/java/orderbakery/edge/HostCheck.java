package orderbakery.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 421 to a request that is for another server. */
public final class HostCheck extends OncePerRequestFilter {
  private final KnownHosts hosts;
  private final ProblemResponse problems;

  public HostCheck(KnownHosts hosts, ProblemResponse problems) {
    this.hosts = hosts;
    this.problems = problems;
  }

  /** HTTP/1.0 needs no {@code Host}; no browser speaks it. */
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String host = request.getHeader("Host");
    if (host == null || hosts.include(host, request.getLocalAddr())) {
      chain.doFilter(request, response);
    } else {
      problems.send(response, Problems.misdirected());
    }
  }
}

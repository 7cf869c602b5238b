package orderbakery.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import orderbakery.component.Caller;
import orderbakery.edge.HttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a caller where he may go, and says in the request who he is. */
final class CallerCheck extends OncePerRequestFilter {
  private final Needs needs;
  private final Refusals refusals;

  CallerCheck(Needs needs, Refusals refusals) {
    this.needs = needs;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Need need = needs.of(request);
    Caller caller = caller();
    if (caller != null && need.met().test(caller)) {
      request.setAttribute(HttpRequest.CALLER, caller);
      chain.doFilter(request, response);
    } else if (caller != null) {
      refusals.lacks(response, need.scope());
    } else if (need.token()) {
      refusals.unknown(request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Null for one who has shown no token. */
  private static Caller caller() {
    Authentication known = SecurityContextHolder.getContext().getAuthentication();
    return known instanceof KnownCaller it ? it.getPrincipal() : null;
  }
}

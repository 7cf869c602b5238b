package orderbakery.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import orderbakery.edge.ProblemResponse;
import orderbakery.edge.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers whom the door stays shut to, with no more than RFC 6750 says. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final ProblemResponse problems;
  private final String login;

  Refusals(ProblemResponse problems) {
    this(problems, null);
  }

  private Refusals(ProblemResponse problems, String login) {
    this.problems = problems;
    this.login = login;
  }

  /** Such that lead a browser that has asked for a page to this one. */
  static Refusals thatLeadTo(String login, ProblemResponse problems) {
    return new Refusals(problems, login);
  }

  /** No token was shown. */
  void unknown(HttpServletRequest request, HttpServletResponse response) throws IOException {
    refuse(request, response, "Bearer");
  }

  /** The token does not name the scope. */
  void lacks(HttpServletResponse response, String scope) throws IOException {
    challenge(response, "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
    problems.send(response, Problems.lacksScope(scope));
  }

  /** The token is not valid, or its issuer is away. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    if (failure instanceof IssuerAway) {
      LOG.debug("A token cannot be verified: {}", failure.getMessage());
      problems.send(response, Problems.unavailable());
    } else {
      LOG.debug("A token was refused: {}", failure.getMessage());
      refuse(request, response, "Bearer error=\"invalid_token\"");
    }
  }

  /** What comes with a cookie has not come from one of our pages. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    problems.send(response, Problems.forbidden());
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, String challenge)
      throws IOException {
    if (login != null && isPage(request)) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader(HttpHeaders.LOCATION, login);
    } else {
      challenge(response, challenge);
      problems.send(response, Problems.unauthenticated());
    }
  }

  private static boolean isPage(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return request.getMethod().equals("GET")
        && request.getHeader(HttpHeaders.AUTHORIZATION) == null
        && accept != null
        && accept.contains("text/html");
  }

  private static void challenge(HttpServletResponse response, String challenge) {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
  }
}

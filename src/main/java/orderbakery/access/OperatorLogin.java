package orderbakery.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import orderbakery.component.Caller;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/** A page that takes the token of an operator, for browsers, which cannot send it themselves. */
final class OperatorLogin extends OncePerRequestFilter {
  static final String PATH = "/actuator/login";

  private static final String BEHIND = "/actuator/hawtio/";

  /** What browsers keep of a cookie. */
  private static final int LONGEST = 3900;

  private static final String POLICY =
      "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <title>Order Bakery: operators</title>
      <h1>Order Bakery: operators</h1>
      <p>%s</p>
      <form method="post" action="login">
      <input type="hidden" name="_csrf" value="%s">
      <label>Access token with the scope orders:ops
      <input type="password" name="token" required autocomplete="off"></label>
      <button>Come in</button>
      </form>
      </html>
      """;

  private final Function<String, Caller> tokens;
  private final Clock clock;

  OperatorLogin(Function<String, Caller> tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().equals(PATH);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getMethod().equals("POST")) {
      takeToken(request, response);
    } else {
      show(request, response, 200, "Paste a token: you are known by it until it ends.");
    }
  }

  private void takeToken(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String token = String.valueOf(request.getParameter("token")).strip();
    try {
      Caller caller = tokens.apply(token);
      if (!caller.may(ManagementNeeds.OPERATOR)) {
        show(request, response, 403, "That token does not have the scope orders:ops.");
      } else if (token.length() > LONGEST) {
        show(request, response, 403, "That token is too long for a browser to keep.");
      } else {
        Duration lasting = Duration.between(clock.instant(), caller.expires());
        OperatorCookie.set(request, response, token, lasting);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.LOCATION, BEHIND);
      }
    } catch (IssuerAway away) {
      show(request, response, 503, "The issuer of tokens does not answer. Try again.");
    } catch (AuthenticationException bad) {
      show(request, response, 401, "That token is not valid here.");
    }
  }

  private static void show(
      HttpServletRequest request, HttpServletResponse response, int status, String says)
      throws IOException {
    CsrfToken csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    byte[] page =
        PAGE.formatted(says, HtmlUtils.htmlEscape(csrf.getToken()))
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }
}

package orderbakery.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.web.util.WebUtils;

/**
 * The token of an operator who uses a browser. It is in a cookie that no script reads, that goes
 * with no request of another site's page, and that ends with the token.
 */
final class OperatorCookie implements BearerTokenResolver {
  private static final String NAME = "order-bakery-operator";
  private static final String PATH = "/actuator";

  private final BearerTokenResolver header = new DefaultBearerTokenResolver();

  /** The token in the header, else the one in the cookie; null for none. */
  @Override
  public String resolve(HttpServletRequest request) {
    return counts(request) ? WebUtils.getCookie(request, NAME).getValue() : header.resolve(request);
  }

  /** Whether it is the cookie that says who comes. */
  static boolean counts(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, NAME);
    return cookie != null
        && !cookie.getValue().isEmpty()
        && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
  }

  static void set(
      HttpServletRequest request, HttpServletResponse response, String token, Duration lasting) {
    ResponseCookie cookie =
        ResponseCookie.from(NAME, token)
            .path(PATH)
            .httpOnly(true)
            .sameSite("Strict")
            .secure(request.isSecure())
            .maxAge(lasting)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}

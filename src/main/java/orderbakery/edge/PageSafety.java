package orderbakery.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Function;
import org.springframework.web.servlet.HandlerInterceptor;

/** Tells a browser that a page of ours consists of its own files, and asks nobody else. */
public final class PageSafety implements HandlerInterceptor {

  /** The icons of Swagger UI stand as {@code data:} in its style sheet. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src %s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Function<HttpServletRequest, String> others;

  /** For a page that asks this server alone. */
  public PageSafety() {
    this(request -> "");
  }

  /**
   * For a page that asks others, too.
   *
   * @param others their origins, with blanks between them
   */
  public PageSafety(Function<HttpServletRequest, String> others) {
    this.others = others;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String asked = ("'self' " + others.apply(request)).strip();
    response.setHeader("Content-Security-Policy", POLICY.formatted(asked));
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    return true;
  }
}

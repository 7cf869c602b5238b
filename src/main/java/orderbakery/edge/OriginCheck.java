package orderbakery.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets pages of other origins change nothing and open no websocket, unless their origin is allowed.
 * They may send a read, whose answer the browser keeps from them.
 */
public final class OriginCheck extends OncePerRequestFilter {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final OwnOrigin own;
  private final CorsConfiguration allowed = new CorsConfiguration();
  private final ProblemResponse problems;
  private final CorsProcessor cors = new DefaultCorsProcessor();

  /**
   * A check.
   *
   * @param origins whose pages may do what those of the own origin may
   */
  public OriginCheck(OwnOrigin own, List<String> origins, ProblemResponse problems) {
    this.own = own;
    this.problems = problems;
    allowed.setAllowedOrigins(origins);
    allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
    allowed.setAllowedHeaders(List.of(CorsConfiguration.ALL));
    allowed.setExposedHeaders(
        List.of(
            "Location",
            "Link",
            "ETag",
            "Retry-After",
            "Idempotent-Replayed",
            "Preference-Applied",
            "Allow",
            "Accept-Patch",
            "WWW-Authenticate",
            "RateLimit-Policy",
            "RateLimit"));
    allowed.setMaxAge(Duration.ofMinutes(10));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!allowed.getAllowedOrigins().isEmpty()) {
      response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || origin.equals(own.of(request))) {
      chain.doFilter(request, response);
    } else if (allowed.checkOrigin(origin) != null) {
      if (cors.processRequest(allowed, request, response)
          && !CorsUtils.isPreFlightRequest(request)) {
        chain.doFilter(request, response);
      }
    } else if (mayChange(request)) {
      problems.send(response, Problems.forbidden());
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean mayChange(HttpServletRequest request) {
    return !READS.contains(request.getMethod())
        || request.getHeader(HttpHeaders.UPGRADE) != null
        || CorsUtils.isPreFlightRequest(request);
  }
}

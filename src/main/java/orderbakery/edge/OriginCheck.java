package orderbakery.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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
  private final Function<HttpServletRequest, String> sibling;
  private final CorsConfiguration allowed;
  private final ProblemResponse problems;
  private final CorsProcessor cors = new DefaultCorsProcessor();

  /**
   * A check.
   *
   * @param origins whose pages may do what those of the own origin may
   */
  public OriginCheck(OwnOrigin own, List<String> origins, ProblemResponse problems) {
    this(own, origins, request -> null, problems);
  }

  /**
   * The check of a port that one other port of this server has pages for, and nobody else.
   *
   * @param sibling the origin of that port, as the browser calls it
   */
  public OriginCheck(
      OwnOrigin own, Function<HttpServletRequest, String> sibling, ProblemResponse problems) {
    this(own, List.of(), sibling, problems);
  }

  private OriginCheck(
      OwnOrigin own,
      List<String> origins,
      Function<HttpServletRequest, String> sibling,
      ProblemResponse problems) {
    this.own = own;
    this.sibling = sibling;
    this.problems = problems;
    this.allowed = allowing(origins);
  }

  private static CorsConfiguration allowing(List<String> origins) {
    CorsConfiguration allowed = new CorsConfiguration();
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
    return allowed;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String beside = sibling.apply(request);
    if (!allowed.getAllowedOrigins().isEmpty() || beside != null) {
      response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || origin.equals(own.of(request))) {
      chain.doFilter(request, response);
    } else if (origin.equals(beside) || allowed.checkOrigin(origin) != null) {
      if (cors.processRequest(
              origin.equals(beside) ? allowing(List.of(origin)) : allowed, request, response)
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

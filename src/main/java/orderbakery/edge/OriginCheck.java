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
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
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
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private final OwnOrigin own;
  private final Function<HttpServletRequest, String> sibling;
  private final CorsConfiguration allowed;
  private final ProblemResponse problems;
  private final CorsProcessor cors = new Cors();

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
    allowed.setAllowedMethods(METHODS);
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
            "RateLimit",
            "Content-Disposition",
            "Content-Range",
            "Accept-Ranges"));
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
    } else if (origin.equals(beside)) {
      pass(allowing(List.of(origin)), request, response, chain);
    } else if (allowed.checkOrigin(origin) != null) {
      pass(allowed, request, response, chain);
    } else if (mayChange(request)) {
      problems.send(response, Problems.forbidden());
    } else {
      chain.doFilter(request, response);
    }
  }

  /** A method that no page may use is left to its path: 405, or what answers OPTIONS. */
  private void pass(
      CorsConfiguration granted,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    boolean isQuestion = CorsUtils.isPreFlightRequest(request);
    boolean isPlain = !isQuestion && !METHODS.contains(request.getMethod());
    if (isPlain || (cors.processRequest(granted, request, response) && !isQuestion)) {
      chain.doFilter(request, response);
    }
  }

  private static boolean mayChange(HttpServletRequest request) {
    return !READS.contains(request.getMethod())
        || request.getHeader(HttpHeaders.UPGRADE) != null
        || CorsUtils.isPreFlightRequest(request);
  }

  /** As Spring decides it; a refusal is a problem like any other. */
  private final class Cors extends DefaultCorsProcessor {

    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
      problems.send(
          ((ServletServerHttpResponse) response).getServletResponse(), Problems.forbidden());
    }
  }
}

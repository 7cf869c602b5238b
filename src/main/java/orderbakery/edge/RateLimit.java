package orderbakery.edge;

import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import orderbakery.component.Caller;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Serves a client so many requests in a second, and answers 429 to the rest. A client is a
 * principal, or an address where nobody need say who he is. Each answer says what is left
 * (draft-ietf-httpapi-ratelimit-headers).
 */
public final class RateLimit extends OncePerRequestFilter {
  private static final int MOST_CLIENTS = 100_000;

  private final int perSecond;
  private final Buckets buckets;
  private final ProblemResponse problems;

  /**
   * A limit.
   *
   * @param perSecond requests of one client; as many may come at once
   * @param nanos a clock that only goes on, {@link System#nanoTime}
   */
  public RateLimit(int perSecond, LongSupplier nanos, ProblemResponse problems) {
    this.perSecond = perSecond;
    this.buckets = new Buckets(perSecond, MOST_CLIENTS, nanos);
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ConsumptionProbe probe = buckets.take(clientOf(request));
    response.setHeader("RateLimit-Policy", "\"requests\";q=" + perSecond + ";w=1");
    response.setHeader(
        "RateLimit",
        "\"requests\";r="
            + probe.getRemainingTokens()
            + ";t="
            + seconds(probe.getNanosToWaitForReset()));
    if (probe.isConsumed()) {
      chain.doFilter(request, response);
    } else {
      problems.send(response, Problems.tooManyRequests());
    }
  }

  /** Whole seconds, as the field has them: rounded up. */
  private static long seconds(long nanos) {
    return Duration.ofNanos(nanos).plusNanos(999_999_999).toSeconds();
  }

  private static String clientOf(HttpServletRequest request) {
    return request.getAttribute(HttpRequest.CALLER) instanceof Caller caller
        ? "principal " + caller.principal()
        : "address " + networkOf(request.getRemoteAddr());
  }

  /** Of IPv6 the first half: one household or server has all addresses that begin so. */
  private static String networkOf(String address) {
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return bytes.length == 4 ? address : HexFormat.of().formatHex(bytes, 0, 8);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException("The container names a client by " + address, e);
    }
  }
}

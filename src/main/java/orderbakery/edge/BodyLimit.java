package orderbakery.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Hands on a request once its body has arrived: so many bytes at most, in plain UTF-8, within a
 * time. Answers 413, 415 or 408 to others. Most bodies come with the head; the others hold no
 * thread while they are on their way. Uploads pass, see {@link Upload}; one that is refused on its
 * way to its route is read and dropped.
 */
public final class BodyLimit extends OncePerRequestFilter {
  private static final String ARRIVAL = BodyLimit.class.getName();

  private final int limit;
  private final Duration within;
  private final ProblemResponse problems;
  private final UploadLimits uploads;

  /**
   * A limit for bodies.
   *
   * @param limit in bytes
   * @param within how long a request may take to arrive, its head included
   */
  public BodyLimit(int limit, Duration within, ProblemResponse problems, UploadLimits uploads) {
    this.limit = limit;
    this.within = within;
    this.problems = problems;
    this.uploads = uploads;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getAttribute(ARRIVAL) instanceof BodyArrival arrival) {
      request.removeAttribute(ARRIVAL);
      handOn(ReadRequest.again(request, arrival.body()), response, chain);
    } else if (Upload.isOne(request)) {
      chain.doFilter(request, response); // its route takes it, once all checks are passed
      uploads.drop(request, response);
    } else if (isAsyncDispatch(request)) {
      chain.doFilter(request, response); // its body was handed on before
    } else {
      begin(request, response, chain);
    }
  }

  private void begin(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long length = lengthOf(request);
    byte[] here = new byte[(int) Math.max(0, Math.min(length, limit))];
    int count = here.length == 0 ? 0 : Math.max(0, whatIsHere(request.getInputStream(), here));
    if (count == length) {
      handOn(new ReadRequest(request, here), response, chain);
    } else {
      BodyArrival arrival = new BodyArrival(request, response, problems, limit, within);
      request.setAttribute(ARRIVAL, arrival);
      arrival.await(length, Arrays.copyOf(here, count));
    }
  }

  /** -1 for a body in chunks, which says its length at its end. */
  private static long lengthOf(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
        ? Math.max(0, request.getContentLengthLong())
        : -1;
  }

  private static int whatIsHere(ServletInputStream in, byte[] buffer) throws IOException {
    return in.available() > 0 ? in.read(buffer) : 0;
  }

  private void handOn(ReadRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.hasBody() && !MediaTypes.canBeRead(request)) {
      problems.send(response, Problems.unsupportedMediaType());
    } else {
      request.handOn(chain, response);
    }
  }
}

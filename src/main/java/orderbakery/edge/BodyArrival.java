package orderbakery.edge;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import orderbakery.component.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A body on its way: it holds no thread, and no more memory than what has arrived of it. At its end
 * the container hands the request to the filters once more.
 *
 * <p>A refusal is told at once. Of a body that is too large, some of the rest is still read and
 * dropped: a client that sends all before it reads would see no answer otherwise.
 */
final class BodyArrival implements ReadListener, TimeoutListener {
  private static final Logger LOG = LoggerFactory.getLogger(BodyArrival.class);

  /** Bytes. */
  private static final int PIECE = 4096;

  /** Times the limit. */
  private static final int MOST_DROPPED = 4;

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final ProblemResponse problems;
  private final int limit;
  private final Duration within;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private AsyncContext later;
  private long arrived;
  private boolean refused;
  private boolean ended;

  BodyArrival(
      HttpServletRequest request,
      HttpServletResponse response,
      ProblemResponse problems,
      int limit,
      Duration within) {
    this.request = request;
    this.response = response;
    this.problems = problems;
    this.limit = limit;
    this.within = within;
  }

  /**
   * Begins to wait.
   *
   * @param length -1 when it is not known yet
   * @param begun what was read already
   */
  void await(long length, byte[] begun) throws IOException {
    later = request.startAsync();
    later.setTimeout(Math.max(1, within.minus(sinceItsFirstByte()).toMillis()));
    later.addListener(this);
    take(begun, begun.length);
    if (length > limit) {
      refuse(tooLarge());
    }
    request.getInputStream().setReadListener(this);
  }

  /** Nothing where the head has come at once. */
  private Duration sinceItsFirstByte() {
    return request.getAttribute(TimedHeads.BEGAN) instanceof Long began
        ? Duration.ofNanos(System.nanoTime() - began)
        : Duration.ZERO;
  }

  byte[] body() {
    return body.toByteArray();
  }

  @Override
  public void onDataAvailable() throws IOException {
    ServletInputStream in = request.getInputStream();
    byte[] piece = new byte[PIECE];
    while (!ended && in.isReady() && !in.isFinished()) {
      take(piece, Math.max(0, in.read(piece)));
    }
  }

  private void take(byte[] piece, int length) {
    arrived += length;
    if (arrived <= limit) {
      body.write(piece, 0, length);
    } else {
      refuse(tooLarge());
    }
    if (arrived > (long) MOST_DROPPED * limit) {
      end();
    }
  }

  @Override
  public void onAllDataRead() {
    end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    refuse(Problems.requestTimeout(within));
    end();
  }

  /**
   * The container cuts the connection afterwards. It may lose its patience with a client that is
   * silent before this one does.
   */
  @Override
  public void onError(Throwable failure) {
    LOG.debug("A body cannot be read to its end", failure);
    refuse(
        failure instanceof SocketTimeoutException
            ? Problems.requestTimeout(within)
            : Problems.malformed("The body ends too early, or is not in chunks as it says."));
    end();
  }

  private void refuse(Problem problem) {
    if (refused || ended) {
      return;
    }
    refused = true;
    try {
      problems.send(response, problem);
      response.flushBuffer();
    } catch (IOException gone) {
      LOG.debug("The client went away before its body was complete", gone);
    }
  }

  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (refused) {
      later.complete();
    } else {
      later.dispatch();
    }
  }

  private Problem tooLarge() {
    return Problems.tooLarge(413, "The body may have " + limit + " bytes at most.");
  }
}

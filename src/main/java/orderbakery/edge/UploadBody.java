package orderbakery.edge;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import orderbakery.component.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/**
 * The body of an upload on its way. It comes in pieces, and holds no thread.
 *
 * <p>Once the request is answered, what is left of the body is read and dropped, up to a measure: a
 * client that sends all before it reads would see no answer otherwise.
 */
final class UploadBody implements ReadListener, TimeoutListener {
  private static final Logger LOG = LoggerFactory.getLogger(UploadBody.class);

  /** Bytes. */
  private static final int PIECE = 8192;

  private final HttpServletRequest request;
  private final UploadLimits limits;
  private BodyIntoFile file;
  private AsyncContext later;
  private long limit;
  private long come;
  private long dropped;
  private volatile boolean isAtItsEnd;
  private volatile boolean isRead;
  private Runnable whenDropped;

  UploadBody(HttpServletRequest request, UploadLimits limits) {
    this.request = request;
    this.limits = limits;
    this.limit = limits.size();
  }

  /** What the client says of the length; empty when it does not. */
  Optional<Long> length() {
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
        ? Optional.of(Math.max(0, request.getContentLengthLong()))
        : Optional.empty();
  }

  /** Whether the body is encoded, as by gzip. */
  boolean isEncoded() {
    return request.getHeader(HttpHeaders.CONTENT_ENCODING) != null;
  }

  /**
   * Begins to read it.
   *
   * @param most how many bytes there may be
   */
  void read(BodyIntoFile into, long most) throws IOException {
    file = into;
    limit = most;
    listen();
  }

  private void listen() throws IOException {
    later = request.startAsync();
    later.setTimeout(limits.within().toMillis());
    later.addListener(this);
    request.getInputStream().setReadListener(this);
  }

  @Override
  public void onDataAvailable() throws IOException {
    ServletInputStream in = request.getInputStream();
    byte[] piece = new byte[PIECE];
    while (!isAtItsEnd && in.isReady() && !in.isFinished()) {
      take(piece, in.read(piece));
    }
    if (!isAtItsEnd && !in.isFinished()) {
      later.setTimeout(limits.timeFor(come).toMillis()); // what has come, not what was announced
    }
  }

  private void take(byte[] piece, int length) {
    if (length < 0) {
      return;
    }
    come += length;
    if (isWanted()) {
      file.take(piece, length);
    } else {
      drop(length);
    }
  }

  private boolean isWanted() {
    return file != null && !file.isDone();
  }

  private void drop(int length) {
    dropped += length;
    if (dropped > 2 * limit) {
      end();
    }
  }

  @Override
  public void onAllDataRead() {
    isRead = true;
    isAtItsEnd = true;
    if (isWanted()) {
      later.setTimeout(0); // the route goes on, and waits for nothing without end
      file.end();
    } else {
      end();
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    fail(tooSlow());
  }

  /** The container cuts the connection afterwards. */
  @Override
  public void onError(Throwable failure) {
    LOG.debug("A file cannot be read to its end", failure);
    fail(
        failure instanceof SocketTimeoutException
            ? tooSlow()
            : Problems.malformed("The body ends too early, or is not in chunks as it says."));
  }

  private void fail(Problem problem) {
    isAtItsEnd = true;
    if (file == null || !file.fail(problem)) {
      end();
    }
  }

  /**
   * The request is answered.
   *
   * @param then once nothing is to be read any more
   */
  void answered(HttpServletResponse response, Runnable then) throws IOException {
    whenDropped = then;
    boolean isUnread = later == null;
    if (isUnread && length().equals(Optional.of(0L))) {
      end();
      return;
    }
    if (!isRead && !response.isCommitted()) {
      response.setHeader(HttpHeaders.CONNECTION, "close"); // what is left is no next request
    }
    if (isAtItsEnd) {
      end();
      return;
    }
    response.flushBuffer();
    if (isUnread) {
      listen();
    }
  }

  /** The request is answered, unless the container is to do it, and no route has it. */
  void refused(HttpServletResponse response) throws IOException {
    if (length().equals(Optional.of(0L))) {
      return;
    }
    response.setHeader(HttpHeaders.CONNECTION, "close");
    response.flushBuffer();
    if (response.isCommitted()) {
      answered(response, () -> request.getAsyncContext().complete());
    }
  }

  private void end() {
    isAtItsEnd = true;
    if (whenDropped != null) {
      Runnable then = whenDropped;
      whenDropped = null;
      then.run();
    }
  }

  private Problem tooSlow() {
    return new Problem(
        "request-timeout",
        "The request took too long",
        408,
        "The file has not arrived within "
            + limits.within().toSeconds()
            + " s and a second for each "
            + UploadLimits.SLOWEST
            + " bytes.");
  }
}

package orderbakery.edge;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import orderbakery.component.Problem;
import orderbakery.files.ArrivedFile;
import orderbakery.files.ArrivingFile;
import orderbakery.files.ArrivingFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A body that is the bytes of a file. It comes in pieces, holds no thread while it is on its way,
 * and is never in memory as a whole.
 *
 * <p>Once the request is answered, what is left of the body is read and dropped, up to a measure: a
 * client that sends all before it reads would see no answer otherwise.
 */
public final class Upload implements ReadListener, AsyncListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

  /** Bytes. */
  private static final int PIECE = 8192;

  private static final PathPattern PATH =
      PathPatternParser.defaultInstance.parse("/{component}/{id}/file");

  private final HttpServletRequest request;
  private final UploadLimits limits;
  private final CompletableFuture<ArrivedFile> arrived = new CompletableFuture<>();
  private final List<ArrivingFile> others = new ArrayList<>();
  private AsyncContext later;
  private ArrivingFile file;
  private long limit;
  private long come;
  private long dropped;
  private volatile boolean isAtItsEnd;
  private volatile boolean isRead;
  private Runnable whenDropped;

  Upload(HttpServletRequest request, UploadLimits limits) {
    this.request = request;
    this.limits = limits;
    this.limit = limits.size();
  }

  /** Whether the body of a request is a file. */
  static boolean isOne(HttpServletRequest request) {
    return request.getMethod().equals("POST")
        && PATH.matches(PathContainer.parsePath(request.getRequestURI()));
  }

  /** What the client says of the length; empty when it does not. */
  public Optional<Long> length() {
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
        ? Optional.of(Math.max(0, request.getContentLengthLong()))
        : Optional.empty();
  }

  /** Whether the body is encoded, as by gzip. */
  public boolean isEncoded() {
    return request.getHeader(HttpHeaders.CONTENT_ENCODING) != null;
  }

  /**
   * Takes the body in.
   *
   * @param files where the bytes go; they are gone once the request is answered
   * @param most how many bytes there may be
   * @return fails with a {@link RefusedRequest} where there are more, or they do not come in time
   */
  public CompletionStage<ArrivedFile> receive(ArrivingFiles files, long most) throws IOException {
    limit = most;
    file = files.begin();
    listen();
    return arrived;
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
    if (arrived.isDone()) {
      dropped += length;
      if (dropped > 2 * limit) {
        end();
      }
    } else if (file.size() + length > limit) {
      arrived.completeExceptionally(new RefusedRequest(tooLarge(limit)));
    } else {
      write(piece, length);
    }
  }

  private void write(byte[] piece, int length) {
    try {
      file.write(piece, 0, length);
    } catch (RuntimeException away) {
      arrived.completeExceptionally(away);
    }
  }

  @Override
  public void onAllDataRead() {
    isRead = true;
    isAtItsEnd = true;
    if (arrived.isDone()) {
      end();
      return;
    }
    later.setTimeout(0); // the route goes on, and waits for nothing without end
    try {
      arrived.complete(file.arrived());
    } catch (RuntimeException away) {
      arrived.completeExceptionally(away);
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    isAtItsEnd = true;
    if (!arrived.completeExceptionally(new RefusedRequest(tooSlow()))) {
      end();
    }
  }

  /** The container cuts the connection afterwards. */
  @Override
  public void onError(Throwable failure) {
    LOG.debug("A file cannot be read to its end", failure);
    isAtItsEnd = true;
    Problem problem =
        failure instanceof SocketTimeoutException
            ? tooSlow()
            : Problems.malformed("The body ends too early, or is not in chunks as it says.");
    if (!arrived.completeExceptionally(new RefusedRequest(problem))) {
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
      arrived.cancel(false);
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

  /** The same temporary file, which is deleted with the others once the request is answered. */
  public ArrivingFile also(ArrivingFile another) {
    others.add(another);
    return another;
  }

  /** Deletes what has arrived, unless it was moved away. */
  @Override
  public void close() {
    others.forEach(ArrivingFile::close);
    if (file != null) {
      file.close();
    }
  }

  /** There are more bytes than a file may have. */
  public static Problem tooLarge(long most) {
    return Problems.tooLarge(413, "A file may have " + most + " bytes at most.");
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

  @Override
  public void onStartAsync(AsyncEvent event) {
    // a route waits now, for something else
  }

  @Override
  public void onComplete(AsyncEvent event) {
    // it was answered
  }

  @Override
  public void onError(AsyncEvent event) {
    // the container answers, and completes it
  }
}

package orderbakery.edge;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A body on its way to the client: it holds a thread only while the client takes it. */
final class Sending implements WriteListener, AsyncListener {
  private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

  /** Bytes. */
  private static final int PIECE = 16 * 1024;

  private final StreamedAnswer answer;
  private final HttpServletResponse response;
  private final Runnable whenItHasEnded;
  private boolean hasEnded;

  Sending(StreamedAnswer answer, HttpServletResponse response, Runnable whenItHasEnded) {
    this.answer = answer;
    this.response = response;
    this.whenItHasEnded = whenItHasEnded;
  }

  void begin(AsyncContext later) throws IOException {
    later.addListener(this);
    answer.head().writeTo(response);
    response.setContentLengthLong(answer.length());
    response.getOutputStream().setWriteListener(this);
  }

  @Override
  public void onWritePossible() throws IOException {
    ServletOutputStream out = response.getOutputStream();
    byte[] piece = new byte[PIECE];
    while (!hasEnded && out.isReady()) {
      int count = answer.content().read(piece);
      if (count < 0) {
        end();
      } else {
        out.write(piece, 0, count);
      }
    }
  }

  /** The container cuts the connection, so that the client knows it does not have everything. */
  @Override
  public void onError(Throwable failure) {
    LOG.debug("A file was not sent to its end", failure);
    end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    LOG.debug("A client takes too long to read a file");
    end();
  }

  private void end() {
    if (hasEnded) {
      return;
    }
    hasEnded = true;
    try {
      answer.content().close();
    } catch (IOException e) {
      LOG.debug("A file was not closed", e);
    }
    whenItHasEnded.run();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // it has begun
  }

  @Override
  public void onComplete(AsyncEvent event) {
    // it was answered
  }

  @Override
  public void onError(AsyncEvent event) {
    // the other one is told
  }
}

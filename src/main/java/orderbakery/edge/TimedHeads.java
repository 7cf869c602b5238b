package orderbakery.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 of the container, with a time for the head of a request. The container itself lets a
 * client send it a byte at a time for ever. A head that has begun in vain is answered 408.
 */
public final class TimedHeads extends Http11NioProtocol {

  /** The attribute of a request with {@link System#nanoTime} of its first byte. */
  static final String BEGAN = TimedHeads.class.getName();

  private Duration within = Duration.ofSeconds(20);
  private Supplier<String> problems = () -> "";

  /**
   * Sets the time.
   *
   * @param within how long the head of a request may take, from its first byte
   * @param problems what a client is told whose head took longer, each time a problem as JSON
   */
  public void limit(Duration within, Supplier<String> problems) {
    this.within = within;
    this.problems = problems;
  }

  /** The problem of a request that has not arrived in time. */
  public static String tooSlow(ProblemWriter writer, Duration within) {
    return writer.write(Problems.requestTimeout(within), null);
  }

  @Override
  protected Processor createProcessor() {
    return new Connection();
  }

  private final class Connection extends Http11Processor {
    private boolean isHeadOnItsWay;

    Connection() {
      super(TimedHeads.this, TimedHeads.this.getAdapter());
    }

    @Override
    public SocketState process(SocketWrapperBase<?> socket, SocketEvent event) throws IOException {
      if (event == SocketEvent.ERROR && isHeadOnItsWay && request.getStartTimeNanos() >= 0) {
        return refuse(socket);
      }
      return super.process(socket, event);
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
      SocketState state = super.service(socket);
      isHeadOnItsWay = state == SocketState.LONG && !isAsync() && request.getStartTimeNanos() >= 0;
      return isHeadOnItsWay ? awaitRest(socket) : state;
    }

    private SocketState awaitRest(SocketWrapperBase<?> socket) throws IOException {
      request.setAttribute(BEGAN, request.getStartTimeNanos());
      Duration left = within.minusNanos(System.nanoTime() - request.getStartTimeNanos());
      if (left.isNegative()) {
        return refuse(socket);
      }
      socket.setReadTimeout(Math.max(1, left.toMillis()));
      return SocketState.LONG;
    }

    private SocketState refuse(SocketWrapperBase<?> socket) throws IOException {
      isHeadOnItsWay = false;
      byte[] body = problems.get().getBytes(StandardCharsets.UTF_8);
      String head =
          "HTTP/1.1 408 \r\nContent-Type: application/problem+json\r\nContent-Length: "
              + body.length
              + "\r\nConnection: close\r\n\r\n";
      write(socket, head.getBytes(StandardCharsets.ISO_8859_1));
      write(socket, body);
      socket.flush(true);
      return SocketState.CLOSED;
    }

    private static void write(SocketWrapperBase<?> socket, byte[] bytes) throws IOException {
      socket.write(true, bytes, 0, bytes.length);
    }
  }
}

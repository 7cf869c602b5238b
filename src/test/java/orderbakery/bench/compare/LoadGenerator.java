package orderbakery.bench.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests that were made beforehand over connections that are kept alive, all on the calling
 * thread, and reads no more of an answer than it must: what it takes of the machine it takes from
 * the server.
 */
final class LoadGenerator implements AutoCloseable {
  private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int READ_BYTES = 256 * 1024;

  /** What is to be sent, and when. */
  interface Plan {

    /** The next request; null while none is due. */
    byte[] next();

    /** The intended time of the request that was just taken, in {@link System#nanoTime()}. */
    long intended();

    boolean isOver();
  }

  /** Hears of every answer. */
  interface Ear {

    /**
     * An answer is complete.
     *
     * @param head status line and headers
     * @param intended when its request should have been sent
     */
    void answered(String head, long intended);
  }

  private final Selector selector = Selector.open();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ_BYTES);
  private final InetSocketAddress server;
  private final int size;

  /** So many connections to this port of 127.0.0.1. */
  LoadGenerator(int port, int connections) throws IOException {
    size = connections;
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < connections; i++) {
      Connection connection = new Connection();
      connection.open();
      idle.add(connection);
    }
  }

  /** Sends until the plan is over, and returns when all is answered. */
  void run(Plan plan, Ear ear) throws IOException {
    long heard = System.nanoTime();
    while (!plan.isOver() || idle.size() < size) {
      send(plan);
      if (selector.select(1) > 0) {
        heard = System.nanoTime();
        for (SelectionKey key : selector.selectedKeys()) {
          ((Connection) key.attachment()).read(ear);
        }
        selector.selectedKeys().clear();
      } else if (idle.size() < size && System.nanoTime() - heard > STALLED_NANOS) {
        throw new IllegalStateException((size - idle.size()) + " requests are not answered");
      }
    }
  }

  private void send(Plan plan) throws IOException {
    while (!idle.isEmpty() && !plan.isOver()) {
      byte[] request = plan.next();
      if (request == null) {
        return;
      }
      idle.poll().send(request, plan.intended());
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  /** One request at a time. */
  private final class Connection {
    private SocketChannel channel;
    private byte[] answer = new byte[1024];
    private int length;
    private long intended;

    void open() throws IOException {
      channel = SocketChannel.open(server);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
    }

    void send(byte[] request, long at) throws IOException {
      intended = at;
      ByteBuffer bytes = ByteBuffer.wrap(request);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    void read(Ear ear) throws IOException {
      incoming.clear();
      int count = channel.read(incoming);
      if (count < 0) {
        throw new IOException("The server closed a connection");
      }
      incoming.flip();
      if (length + count > answer.length) {
        answer = Arrays.copyOf(answer, 2 * (length + count));
      }
      incoming.get(answer, length, count);
      length += count;
      int body = endOfHead();
      if (body > 0) {
        String head = new String(answer, 0, body, US_ASCII);
        if (isComplete(head, body)) {
          length = 0;
          if ("close".equals(Header.of(head, "Connection"))) {
            channel.close();
            open();
          }
          idle.add(this);
          ear.answered(head, intended);
        }
      }
    }

    private int endOfHead() {
      for (int i = 3; i < length; i++) {
        if (answer[i] == '\n' && answer[i - 2] == '\n') {
          return i + 1;
        }
      }
      return 0;
    }

    private boolean isComplete(String head, int body) {
      String contentLength = Header.of(head, "Content-Length");
      if (contentLength != null) {
        return length == body + Integer.parseInt(contentLength);
      }
      return Header.of(head, "Transfer-Encoding") == null
          || new String(answer, length - 5, 5, US_ASCII).equals("0\r\n\r\n");
    }
  }
}

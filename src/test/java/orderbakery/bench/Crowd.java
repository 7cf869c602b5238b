package orderbakery.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Many websocket clients on one thread, so cheap that the server is what a benchmark measures. */
final class Crowd implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 300;
  private static final int TEXT = 1;
  private static final int CONTINUATION = 0;
  private static final int CLOSE = 8;
  private static final int PING = 9;

  /** Hears the first part of every text frame. */
  interface Ear {
    void heard(byte[] buffer, int from, int length);
  }

  private final InetSocketAddress server;
  private final String path;
  private final Ear ear;
  private final Selector selector = Selector.open();
  private final Queue<Member> entering = new ConcurrentLinkedQueue<>();
  private final List<Member> members = new ArrayList<>();
  private final AtomicInteger greeted = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final byte[] buffer = new byte[256 * 1024];
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(128 * 1024);
  private final Thread thread = new Thread(this::run, "crowd");
  private volatile boolean over;

  Crowd(int port, String path, Ear ear) throws IOException {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.path = path;
    this.ear = ear;
    thread.setDaemon(true);
    thread.start();
  }

  /** Connects as many at once, and returns when each has heard its first frame. */
  void join(int count) {
    enter(count, false);
    await(count);
  }

  /** As many who read one byte a second from when they are connected. */
  void joinSlowly(int count) {
    enter(count, true);
  }

  private void enter(int count, boolean slow) {
    for (int i = 0; i < count; i++) {
      entering.add(new Member(slow));
    }
    selector.wakeup();
  }

  private void await(int count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (greeted.get() < count) {
      if (System.nanoTime() > end || lost.get() > 0) {
        throw new IllegalStateException(
            "%d of %d clients were greeted, %d were cut"
                .formatted(greeted.get(), count, lost.get()));
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Clients that the server has cut. */
  int lost() {
    return lost.get();
  }

  private void run() {
    long nextSip = System.nanoTime();
    try {
      while (!over) {
        selector.select(100);
        for (Member member = entering.poll(); member != null; member = entering.poll()) {
          member.connect();
          members.add(member);
        }
        for (SelectionKey key : selector.selectedKeys()) {
          ((Member) key.attachment()).act(key);
        }
        selector.selectedKeys().clear();
        if (System.nanoTime() > nextSip) {
          nextSip += TimeUnit.SECONDS.toNanos(1);
          for (Member member : members) {
            member.sip();
          }
        }
      }
      for (Member member : members) {
        member.channel.close();
      }
      selector.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    over = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the clients left", e);
    }
  }

  private final class Member {
    private final boolean slow;
    private SocketChannel channel;
    private byte[] rest = {};
    private boolean upgraded;
    private boolean heard;

    Member(boolean slow) {
      this.slow = slow;
    }

    void connect() throws IOException {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_CONNECT, this);
      channel.connect(server);
    }

    void act(SelectionKey key) throws IOException {
      try {
        if (key.isConnectable()) {
          channel.finishConnect();
          channel.write(ByteBuffer.wrap(handshake()));
          key.interestOps(SelectionKey.OP_READ);
        } else {
          read(key);
        }
      } catch (IOException cut) {
        leave(key);
      }
    }

    private byte[] handshake() {
      return """
      GET %s HTTP/1.1
      Host: 127.0.0.1
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Version: 13

      """
          .formatted(path)
          .replace("\n", "\r\n")
          .getBytes(US_ASCII);
    }

    private void read(SelectionKey key) throws IOException {
      incoming.clear();
      int count = channel.read(incoming);
      if (count < 0) {
        leave(key);
        return;
      }
      incoming.flip();
      System.arraycopy(rest, 0, buffer, 0, rest.length);
      incoming.get(buffer, rest.length, count);
      int end = rest.length + count;
      int from = upgraded ? 0 : afterHead(end);
      if (upgraded && slow) {
        key.interestOps(0);
        return;
      }
      if (upgraded) {
        from = frames(from, end);
      }
      rest = from == end ? new byte[0] : Arrays.copyOfRange(buffer, from, end);
    }

    private int afterHead(int end) {
      for (int i = 3; i < end; i++) {
        if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
          String head = new String(buffer, 0, i + 1, US_ASCII);
          if (!head.startsWith("HTTP/1.1 101")) {
            throw new IllegalStateException(head);
          }
          upgraded = true;
          return i + 1;
        }
      }
      return 0;
    }

    private int frames(int from, int end) throws IOException {
      int at = from;
      while (end - at >= 2) {
        int head = 2;
        long length = buffer[at + 1] & 0x7f;
        if (length == 126) {
          head = 4;
          length =
              end - at < 4
                  ? Integer.MAX_VALUE
                  : ((buffer[at + 2] & 0xff) << 8) | (buffer[at + 3] & 0xff);
        } else if (length == 127) {
          throw new IllegalStateException("A frame of more than 64 KiB");
        }
        if (end - at < head + length) {
          break;
        }
        take(buffer[at] & 0x0f, at + head, (int) length);
        at += (int) (head + length);
      }
      return at;
    }

    private void take(int opcode, int at, int length) throws IOException {
      switch (opcode) {
        case TEXT -> {
          ear.heard(buffer, at, length);
          if (!heard) {
            heard = true;
            greeted.incrementAndGet();
          }
        }
        case PING ->
            channel.write(ByteBuffer.wrap(new byte[] {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0}));
        case CLOSE -> throw new IOException("closed by the server");
        case CONTINUATION -> {}
        default -> throw new IllegalStateException("opcode " + opcode);
      }
    }

    private void sip() throws IOException {
      if (slow && upgraded && channel.isOpen()) {
        ByteBuffer drop = ByteBuffer.allocate(1);
        if (channel.read(drop) < 0) {
          channel.close();
        }
      }
    }

    private void leave(SelectionKey key) throws IOException {
      key.cancel();
      channel.close();
      if (!slow) {
        lost.incrementAndGet();
      }
    }
  }
}

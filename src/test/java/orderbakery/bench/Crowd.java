package orderbakery.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Many websocket clients on one thread, which look for one text and count bytes. */
final class Crowd implements AutoCloseable {
  private final Selector selector = Selector.open();
  private final List<Member> members = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
  private final InetSocketAddress server;
  private final byte[] handshake;
  private final byte[] mark;

  /**
   * @param mark that each is to hear
   */
  Crowd(int port, String pathAndQuery, String mark) throws IOException {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.mark = mark.getBytes(US_ASCII);
    this.handshake =
        """
        GET %s HTTP/1.1
        Host: 127.0.0.1
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13

        """
            .formatted(pathAndQuery)
            .replace("\n", "\r\n")
            .getBytes(US_ASCII);
  }

  /** So many more; returns when their handshakes have been sent. */
  void connect(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open(server);
      channel.write(ByteBuffer.wrap(handshake));
      channel.configureBlocking(false);
      Member member = new Member(channel);
      channel.register(selector, SelectionKey.OP_READ, member);
      members.add(member);
      read(0);
    }
  }

  /** Reads until all have heard the mark. */
  void awaitMarks(int seconds) throws IOException, TimeoutException {
    long deadline = System.nanoTime() + seconds * 1_000_000_000L;
    for (long missing = missing(); missing > 0; missing = missing()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(missing + " of " + members.size() + " have not heard it");
      }
      read(10);
    }
  }

  private long missing() {
    return members.stream().filter(member -> member.found < mark.length).count();
  }

  /** Reads until each has got so many more bytes than now. */
  void awaitBytes(long each) throws IOException {
    List<Long> wanted = members.stream().map(member -> member.bytes + each).toList();
    int done = 0;
    while (done < members.size()) {
      if (members.get(done).bytes >= wanted.get(done)) {
        done++;
      } else {
        read(10);
      }
    }
  }

  /** Reads what there is within this time. */
  void read(long millis) throws IOException {
    if ((millis == 0 ? selector.selectNow() : selector.select(millis)) > 0) {
      for (SelectionKey key : selector.selectedKeys()) {
        ((Member) key.attachment()).read();
      }
      selector.selectedKeys().clear();
    }
  }

  @Override
  public void close() throws IOException {
    for (Member member : members) {
      member.channel.close();
    }
    selector.close();
  }

  private final class Member {
    private final SocketChannel channel;
    private long bytes;
    private int found;

    Member(SocketChannel channel) {
      this.channel = channel;
    }

    void read() throws IOException {
      buffer.clear();
      int length = channel.read(buffer);
      if (length < 0) {
        throw new IOException("The server has closed a connection after " + bytes + " bytes");
      }
      bytes += length;
      for (int i = 0; i < length && found < mark.length; i++) {
        byte next = buffer.get(i);
        found = next == mark[found] ? found + 1 : next == mark[0] ? 1 : 0;
      }
    }
  }
}

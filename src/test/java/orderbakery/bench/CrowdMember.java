package orderbakery.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** One client of a {@link Crowd}; all of it runs on the crowd's thread. */
final class CrowdMember {
  private static final int TEXT = 1;
  private static final int CONTINUATION = 0;
  private static final int CLOSE = 8;
  private static final int PING = 9;

  private final Crowd crowd;
  private final boolean slow;
  private SocketChannel channel;
  private byte[] rest = {};
  private boolean upgraded;
  private boolean heard;

  /**
   * @param slow reads one byte at each {@link #sip()}, and nothing else
   */
  CrowdMember(Crowd crowd, boolean slow) {
    this.crowd = crowd;
    this.slow = slow;
  }

  void connect() throws IOException {
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.register(crowd.selector, SelectionKey.OP_CONNECT, this);
    channel.connect(crowd.server);
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
        .formatted(crowd.path)
        .replace("\n", "\r\n")
        .getBytes(US_ASCII);
  }

  private void read(SelectionKey key) throws IOException {
    crowd.incoming.clear();
    int count = channel.read(crowd.incoming);
    if (count < 0) {
      leave(key);
      return;
    }
    crowd.incoming.flip();
    System.arraycopy(rest, 0, crowd.buffer, 0, rest.length);
    crowd.incoming.get(crowd.buffer, rest.length, count);
    int end = rest.length + count;
    int from = upgraded ? 0 : afterHead(end);
    if (upgraded && slow) {
      key.interestOps(0);
      return;
    }
    if (upgraded) {
      from = frames(from, end);
    }
    rest = from == end ? new byte[0] : Arrays.copyOfRange(crowd.buffer, from, end);
  }

  private int afterHead(int end) {
    for (int i = 3; i < end; i++) {
      if (crowd.buffer[i] == '\n' && crowd.buffer[i - 2] == '\n') {
        String head = new String(crowd.buffer, 0, i + 1, US_ASCII);
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
      long length = crowd.buffer[at + 1] & 0x7f;
      if (length == 126) {
        head = 4;
        length =
            end - at < 4
                ? Integer.MAX_VALUE
                : ((crowd.buffer[at + 2] & 0xff) << 8) | (crowd.buffer[at + 3] & 0xff);
      } else if (length == 127) {
        throw new IllegalStateException("A frame of more than 64 KiB");
      }
      if (end - at < head + length) {
        break;
      }
      take(crowd.buffer[at] & 0x0f, at + head, (int) length);
      at += (int) (head + length);
    }
    return at;
  }

  private void take(int opcode, int at, int length) throws IOException {
    switch (opcode) {
      case TEXT -> {
        crowd.ear.heard(crowd.buffer, at, length);
        if (!heard) {
          heard = true;
          crowd.greeted.incrementAndGet();
        }
      }
      case PING ->
          channel.write(ByteBuffer.wrap(new byte[] {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0}));
      case CLOSE -> throw new IOException("closed by the server");
      case CONTINUATION -> {}
      default -> throw new IllegalStateException("opcode " + opcode);
    }
  }

  void sip() throws IOException {
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
      crowd.lost.incrementAndGet();
    }
  }

  void close() throws IOException {
    channel.close();
  }
}

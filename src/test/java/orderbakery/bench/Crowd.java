package orderbakery.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Many websocket clients on one thread, so cheap that the server is what a benchmark measures. */
public final class Crowd implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 300;

  /** Hears the first part of every text frame. */
  public interface Ear {
    void heard(byte[] buffer, int from, int length);
  }

  final InetSocketAddress server;
  final String path;
  final Ear ear;
  final Selector selector = Selector.open();
  private final Queue<CrowdMember> entering = new ConcurrentLinkedQueue<>();
  private final List<CrowdMember> members = new ArrayList<>();
  final AtomicInteger greeted = new AtomicInteger();
  final AtomicInteger lost = new AtomicInteger();
  final byte[] buffer = new byte[256 * 1024];
  final ByteBuffer incoming = ByteBuffer.allocateDirect(128 * 1024);
  private final Thread thread = new Thread(this::run, "crowd");
  private volatile boolean over;

  public Crowd(int port, String path, Ear ear) throws IOException {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.path = path;
    this.ear = ear;
    thread.setDaemon(true);
    thread.start();
  }

  /** Connects as many at once, and returns when each has heard its first frame. */
  public void join(int count) {
    enter(count, false);
    await(count);
  }

  /** As many who read one byte a second from when they are connected. */
  void joinSlowly(int count) {
    enter(count, true);
  }

  private void enter(int count, boolean slow) {
    for (int i = 0; i < count; i++) {
      entering.add(new CrowdMember(this, slow));
    }
    selector.wakeup();
  }

  private void await(int count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (greeted.get() < count) {
      if (System.nanoTime() > end || lost.get() > 0) {
        throw new IllegalStateException(
            "%s of %s clients were greeted, %s were cut"
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
        for (CrowdMember member = entering.poll(); member != null; member = entering.poll()) {
          member.connect();
          members.add(member);
        }
        for (SelectionKey key : selector.selectedKeys()) {
          ((CrowdMember) key.attachment()).act(key);
        }
        selector.selectedKeys().clear();
        if (System.nanoTime() > nextSip) {
          nextSip += TimeUnit.SECONDS.toNanos(1);
          for (CrowdMember member : members) {
            member.sip();
          }
        }
      }
      for (CrowdMember member : members) {
        member.close();
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
}

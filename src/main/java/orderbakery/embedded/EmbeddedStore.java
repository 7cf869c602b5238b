package orderbakery.embedded;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A document store inside this process: MongoDB's wire protocol on 127.0.0.1, documents in one
 * file.
 *
 * <p>An answer is sent once everything that it tells of is with the operating system, so it
 * survives the death of this process, by whatever signal; it may not survive a power cut. Commands
 * run one at a time. Its threads keep the process alive until it is closed.
 */
public final class EmbeddedStore implements AutoCloseable {
  private final DirectoryLock lock;
  private final StoreFile file;
  private final MongoServer server;
  private final Credentials user;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedStore(
      DirectoryLock lock, StoreFile file, MongoServer server, Credentials user, int port) {
    this.lock = lock;
    this.file = file;
    this.server = server;
    this.user = user;
    this.port = port;
  }

  /**
   * Starts a store on the documents and indexes that the directory holds of earlier runs.
   *
   * @param directory the store's own; created where it is missing
   * @param port the TCP port, 0 for any free one
   * @throws UnusableFolder if another process uses the directory, or it cannot be written
   * @throws IllegalStateException if the store cannot start, with the reason and the directory;
   *     nothing of the store is left running then
   */
  public static EmbeddedStore open(Path directory, int port) {
    Path home = directory.toAbsolutePath().normalize();
    try {
      return start(home, port);
    } catch (UnusableFolder e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(
          "The embedded store cannot start in " + home + ": " + e.getMessage(), e);
    }
  }

  private static EmbeddedStore start(Path home, int port) throws IOException {
    DirectoryLock lock = DirectoryLock.take(home);
    try {
      StoreFile file = StoreFile.open(home.resolve("store.mv"));
      try {
        OwnFolder.close(home);
        return listening(lock, file, port);
      } catch (Throwable e) { // Netty also throws a checked one, undeclared: the port is taken
        file.close();
        throw e;
      }
    } catch (Throwable e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedStore listening(DirectoryLock lock, StoreFile file, int port) {
    Credentials user = Credentials.random();
    MongoServer server = new MongoServer(CommandGate.over(file, new StoreLogin(user)));
    server.bind("127.0.0.1", port); // stops its threads itself when it fails
    InetSocketAddress address = server.getLocalAddress();
    return new EmbeddedStore(lock, file, server, user, address.getPort());
  }

  /**
   * The address for a MongoDB driver, with the user and the password of this start, and the options
   * that fit: one server, no retried writes.
   */
  public String connectionString() {
    return "mongodb://%s:%s@127.0.0.1:%s/?authMechanism=PLAIN&authSource=$external&directConnection=true&retryWrites=false"
        .formatted(user.user(), user.password(), port);
  }

  /** The TCP port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /**
   * Ends the connections, writes what is left and gives the directory back; a second call does
   * nothing.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try (lock;
          file) {
        server.shutdown();
      } catch (IOException e) {
        throw new UncheckedIOException("the lock of the embedded store was not released", e);
      }
    }
  }
}

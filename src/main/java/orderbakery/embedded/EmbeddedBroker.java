package orderbakery.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Apache Qpid Broker-J inside this process: AMQP 0-9-1 on 127.0.0.1, messages in Berkeley DB.
 *
 * <p>It confirms a persistent message after the write reached the disk. Its threads keep the
 * process alive until it is closed.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private final DirectoryLock lock;
  private final QpidServer server;
  private final Credentials credentials;
  private final int port;

  private EmbeddedBroker(DirectoryLock lock, QpidServer server, Credentials credentials) {
    this.lock = lock;
    this.server = server;
    this.credentials = credentials;
    this.port = server.port();
  }

  /**
   * Starts a broker with new credentials on what the directory holds: durable exchanges, queues,
   * bindings and persistent messages of earlier runs.
   *
   * @param directory the broker's own; created where it is missing
   * @param port the TCP port, 0 for any free one
   * @throws UnusableFolder if another process uses the directory, or it cannot be written
   * @throws IllegalStateException if the broker cannot start, with the reason and the directory;
   *     nothing of the broker is left running then
   */
  public static EmbeddedBroker open(Path directory, int port) {
    Path home = directory.toAbsolutePath().normalize();
    try {
      return start(home, port);
    } catch (UnusableFolder e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(
          "The embedded broker cannot start in " + home + ": " + e.getMessage(), e);
    }
  }

  private static EmbeddedBroker start(Path home, int port) throws Exception {
    Credentials credentials = Credentials.random();
    DirectoryLock lock = DirectoryLock.take(home);
    try {
      QpidServer server = QpidServer.start(new BrokerSettings(home, port, credentials));
      OwnFolder.close(home);
      return new EmbeddedBroker(lock, server, credentials);
    } catch (Throwable e) {
      lock.close();
      throw e;
    }
  }

  /** The TCP port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The name of the only user, generated at this start. */
  public String user() {
    return credentials.user();
  }

  /** The password of that user, generated at this start and stored nowhere. */
  public String password() {
    return credentials.password();
  }

  /**
   * Stops the broker and gives the directory back; a second call does nothing.
   *
   * @throws IllegalStateException if the broker did not stop cleanly
   */
  @Override
  public void close() {
    try (lock) {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the lock of the embedded broker was not released", e);
    }
  }
}

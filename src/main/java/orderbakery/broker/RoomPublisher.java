package orderbakery.broker;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * The way into one room: one channel that all threads share, each waiting for its own confirms.
 *
 * <p>So the broker writes and confirms for many of them at once. A room that is missing closes no
 * other room's channel.
 */
final class RoomPublisher {
  private final String room;
  private final ConnectionFactory connections;
  private final BlockedBroker broker;
  private final Duration timeout;
  private final ReentrantLock sending = new ReentrantLock();
  private ConfirmChannel channel;

  RoomPublisher(
      String room, ConnectionFactory connections, BlockedBroker broker, Duration timeout) {
    this.room = room;
    this.connections = connections;
    this.broker = broker;
    this.timeout = timeout;
  }

  /** Returns when the broker has taken every one, in the order given. */
  void publish(List<Publication> publications) {
    try {
      long deadline = System.nanoTime() + timeout.toNanos();
      ConfirmChannel used = send(publications, deadline);
      await(publications, deadline, used);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotConfirmed(room, publications, "interrupted", e);
    } catch (TimeoutException e) {
      String why = "no answer within %s ms".formatted(timeout.toMillis());
      throw new NotConfirmed(room, publications, why, e);
    } catch (IOException | AmqpException | ShutdownSignalException | ExecutionException e) {
      throw new NotConfirmed(room, publications, e.getMessage(), e);
    }
    requireAllTaken(publications);
  }

  private ConfirmChannel send(List<Publication> publications, long deadline)
      throws IOException, InterruptedException, TimeoutException {
    if (!sending.tryLock(left(deadline), NANOSECONDS)) {
      throw new TimeoutException("another thread hangs in sending");
    }
    try {
      ConfirmChannel open = openChannel();
      open.send(room, publications);
      return open;
    } finally {
      sending.unlock();
    }
  }

  private ConfirmChannel openChannel() throws IOException {
    if (broker.blockedBy() != null) {
      throw new IOException("the broker is blocked: " + broker.blockedBy());
    }
    if (channel == null || !channel.isOpen()) {
      channel = ConfirmChannel.open(connections.createConnection());
    }
    return channel;
  }

  private static void await(List<Publication> publications, long deadline, ConfirmChannel used)
      throws InterruptedException, TimeoutException, ExecutionException {
    try {
      for (Publication publication : publications) {
        publication.refusal().get(left(deadline), NANOSECONDS);
      }
    } catch (InterruptedException | TimeoutException e) {
      used.forget(publications);
      throw e;
    }
  }

  private void requireAllTaken(List<Publication> publications) {
    publications.stream()
        .filter(publication -> !publication.isTaken())
        .findFirst()
        .ifPresent(
            refused -> {
              throw new NotConfirmed(room, publications, refused.refusal().join(), null);
            });
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }
}

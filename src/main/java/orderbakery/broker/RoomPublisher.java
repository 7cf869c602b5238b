package orderbakery.broker;

import static com.rabbitmq.client.AMQP.NOT_FOUND;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The way into one room: one channel that all threads share, each waiting for its own confirms.
 *
 * <p>So the broker writes and confirms for many of them at once. A room that is missing closes no
 * other room's channel. Whatever waits for the broker's answer, such as the opening of a channel,
 * happens in the background: no thread waits for longer than its own patience.
 */
final class RoomPublisher {
  private final String room;
  private final BrokerLink link;
  private final Consumer<String> rooms;
  private final Duration timeout;
  private final ReentrantLock sending = new ReentrantLock();
  private CompletableFuture<ConfirmChannel> channel;

  /**
   * @param rooms declares a room that the broker does not know
   */
  RoomPublisher(String room, BrokerLink link, Consumer<String> rooms, Duration timeout) {
    this.room = room;
    this.link = link;
    this.rooms = rooms;
    this.timeout = timeout;
  }

  /** Returns when the broker has taken every one, in the order given. */
  void publish(List<Publication> publications) {
    long began = System.nanoTime();
    long deadline = began + timeout.toNanos();
    ConfirmChannel used = null;
    try {
      used = channel().get(left(deadline), NANOSECONDS);
      send(used, publications, deadline);
      await(publications, deadline);
    } catch (InterruptedException e) {
      forget(publications, used);
      Thread.currentThread().interrupt();
      throw new NotConfirmed(room, publications, "interrupted", e);
    } catch (TimeoutException e) {
      forget(publications, used);
      if (used != null) {
        used.noAnswerSince(began);
      }
      String why = "no answer within %s ms".formatted(timeout.toMillis());
      throw new NotConfirmed(room, publications, why, e);
    } catch (IOException | ShutdownSignalException | ExecutionException e) {
      throw new NotConfirmed(room, publications, Reason.of(e), e);
    }
    judge(publications, used);
  }

  private synchronized CompletableFuture<ConfirmChannel> channel() {
    if (channel == null || isLost(channel)) {
      boolean missing = isOpened(channel) && channel.join().replyCode() == NOT_FOUND;
      channel =
          link.connection()
              .thenApplyAsync(connection -> open(connection, missing), Background::run);
    }
    return channel;
  }

  private ConfirmChannel open(NodeConnection connection, boolean missing) {
    if (missing) {
      rooms.accept(room);
    }
    try {
      return ConfirmChannel.open(connection);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static boolean isLost(CompletableFuture<ConfirmChannel> channel) {
    return channel.isDone() && !(isOpened(channel) && channel.join().isOpen());
  }

  private static boolean isOpened(CompletableFuture<ConfirmChannel> channel) {
    return channel != null && channel.isDone() && !channel.isCompletedExceptionally();
  }

  private void send(ConfirmChannel used, List<Publication> publications, long deadline)
      throws IOException, InterruptedException, TimeoutException {
    if (!sending.tryLock(left(deadline), NANOSECONDS)) {
      throw new TimeoutException("another thread hangs in sending");
    }
    try {
      used.send(room, publications);
    } finally {
      sending.unlock();
    }
  }

  private static void await(List<Publication> publications, long deadline)
      throws InterruptedException, TimeoutException, ExecutionException {
    for (Publication publication : publications) {
      publication.refusal().get(left(deadline), NANOSECONDS);
    }
  }

  private static void forget(List<Publication> publications, ConfirmChannel used) {
    if (used != null) {
      used.forget(publications);
    }
  }

  private void judge(List<Publication> publications, ConfirmChannel used) {
    List<String> refusals =
        publications.stream()
            .filter(publication -> !publication.isTaken())
            .map(publication -> publication.refusal().join())
            .toList();
    if (refusals.isEmpty()) {
      used.taken();
      return;
    }
    if (refusals.contains(Unconfirmed.REFUSED)) {
      used.refused();
    }
    throw new NotConfirmed(room, publications, refusals.get(0), null);
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }
}

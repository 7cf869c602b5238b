package orderbakery.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * One queue of letters, opened: its letters one by one, the oldest first. On a channel of its own;
 * what was not taken out is back in its place when that closes, as if nobody had looked. Until then
 * nobody else sees it.
 */
public final class Letterbox implements AutoCloseable {
  private static final long RETURNED_WITHIN = Duration.ofSeconds(2).toNanos();
  private static final long PAUSE = Duration.ofMillis(2).toNanos();

  private final String queue;
  private final OwnChannels channels;
  private final Channel channel;
  private final long lying;
  private long left;
  private long held;
  private long taken;

  /**
   * @param most letters to see, at most; what comes in after the opening is not seen
   */
  Letterbox(String queue, OwnChannels channels, Channel channel, long most) throws IOException {
    this.queue = queue;
    this.channels = channels;
    this.channel = channel;
    this.lying = channel.messageCount(queue);
    this.left = Math.min(most, lying);
  }

  /**
   * The next letter; empty after the last.
   *
   * @throws BrokerAway when the broker does not answer
   */
  public Optional<Letter> next() {
    if (left-- <= 0) {
      return Optional.empty();
    }
    try {
      GetResponse response = channel.basicGet(queue, false);
      held += response == null ? 0 : 1;
      return Optional.ofNullable(response).map(it -> new Letter(queue, it));
    } catch (IOException | ShutdownSignalException e) {
      throw new BrokerAway("Queue " + queue + " cannot be read", e);
    }
  }

  /**
   * Takes letters of this box out for ever: whatever shall become of them has been done.
   *
   * @throws BrokerAway when the broker does not answer: they may still lie there
   */
  public void take(List<Letter> letters) {
    try {
      for (Letter letter : letters) {
        channel.basicAck(letter.tag(), false);
        taken++;
      }
    } catch (IOException | ShutdownSignalException e) {
      throw new BrokerAway("Letters cannot be taken out of queue " + queue, e);
    }
  }

  /** Closes once the broker has read what was taken and has the rest back in its place. */
  @Override
  public void close() {
    try {
      channel.close();
      if (held > taken) {
        awaitReturn();
      }
    } catch (TimeoutException | IOException | ShutdownSignalException | BrokerAway e) {
      OwnChannels.abandon(channel);
    }
  }

  /** A quorum queue gets back what a channel held a moment after that has closed. */
  private void awaitReturn() throws IOException {
    long deadline = System.nanoTime() + RETURNED_WITHIN;
    Channel counting = channels.open();
    try {
      while (counting.messageCount(queue) < lying - taken && System.nanoTime() < deadline) {
        LockSupport.parkNanos(PAUSE);
      }
    } finally {
      OwnChannels.abandon(counting);
    }
  }
}

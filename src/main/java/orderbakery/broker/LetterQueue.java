package orderbakery.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * One queue of letters, opened: its letters one by one, the oldest first. On a channel of its own;
 * what was not taken out is back in its place when that closes, as if nobody had looked. Until then
 * nobody else sees it.
 */
public final class LetterQueue implements AutoCloseable {
  private static final long RETURNED_WITHIN = Duration.ofSeconds(2).toNanos();
  private static final long PAUSE = Duration.ofMillis(1).toNanos();

  /**
   * RabbitMQ has at most 32 acknowledgements of a channel under way to a quorum queue. More of them
   * wait in the channel without an order, and are lost when it closes.
   */
  private static final int SETTLED_AT_ONCE = 16;

  private final String queue;
  private final OwnChannel own;
  private final Channel channel;
  private final Set<Long> held = new LinkedHashSet<>();
  private final Queue<GetResponse> ahead = new ArrayDeque<>();
  private final long lying;
  private long left;
  private long taken;

  /**
   * @param most letters to see, at most; what comes in after the opening is not seen
   */
  LetterQueue(String queue, OwnChannel own, long most) throws IOException {
    this.queue = queue;
    this.own = own;
    this.channel = own.channel();
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
      if (ahead.isEmpty()) {
        readAhead();
      }
      return Optional.ofNullable(ahead.poll()).map(it -> new Letter(queue, it));
    } catch (IOException | ShutdownSignalException e) {
      throw new BrokerAway("Queue " + queue + " cannot be read", e);
    }
  }

  /**
   * Takes letters of this queue out for ever: whatever shall become of them has been done.
   *
   * @throws BrokerAway when the broker does not answer: they may still lie there
   */
  public void take(List<Letter> letters) {
    try {
      for (Letter letter : letters) {
        channel.basicAck(letter.tag(), false);
        held.remove(letter.tag());
        taken++;
        if (taken % SETTLED_AT_ONCE == 0) {
          readAhead();
        }
      }
      readAhead();
    } catch (IOException | ShutdownSignalException e) {
      throw new BrokerAway("Letters cannot be taken out of queue " + queue, e);
    }
  }

  /** The answer comes after all that was acknowledged before has arrived in the queue. */
  private void readAhead() throws IOException {
    GetResponse response = channel.basicGet(queue, false);
    if (response != null) {
      held.add(response.getEnvelope().getDeliveryTag());
      ahead.add(response);
    }
  }

  /** Closes once the broker has read what was taken and has the rest back in its place. */
  @Override
  public void close() {
    try {
      giveBack();
      channel.close();
    } catch (TimeoutException | IOException | ShutdownSignalException | BrokerAway e) {
      own.close();
    }
  }

  /** One by one: what a channel still holds when it closes comes back in any order. */
  private void giveBack() throws IOException {
    long count = held.isEmpty() ? 0 : channel.messageCount(queue);
    int given = 0;
    boolean counted = true;
    for (long tag : held) {
      channel.basicNack(tag, false, true);
      given++;
      if (counted && (given % SETTLED_AT_ONCE == 0 || given == held.size())) {
        counted = awaitCount(Math.min(count + given, lying - taken));
      }
    }
  }

  /**
   * A quorum queue has them back a moment later; some brokers count them all the time. False when
   * it has not: then it is no use to wait for the others.
   */
  private boolean awaitCount(long count) throws IOException {
    long deadline = System.nanoTime() + RETURNED_WITHIN;
    while (channel.messageCount(queue) < count) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      LockSupport.parkNanos(PAUSE);
    }
    return true;
  }
}

package orderbakery.broker;

import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Looks after what nothing passes: so that a broker that serves nobody is noticed on a quiet night,
 * too.
 */
public final class BrokerWatch {
  private final Broker broker;
  private final Supplier<List<RoomMessage>> question;

  /**
   * @param question messages that anyone may publish at any time, for the sake of their confirms
   */
  public BrokerWatch(Broker broker, Supplier<List<RoomMessage>> question) {
    this.broker = broker;
    this.question = question;
  }

  /** Whether nothing was confirmed lately, so that nobody knows whether an order would be. */
  public boolean needsConfirm() {
    return broker.vitals().needsConfirm();
  }

  /** Messages to find out. */
  public List<RoomMessage> question() {
    return question.get();
  }

  /**
   * Makes up for bindings that could not be declared.
   *
   * @throws BrokerAway when the broker does not answer
   */
  public void declareMissingBindings() {
    broker.declarer().finish();
  }

  /**
   * Counts what waits in the queues of this process from which nothing came lately.
   *
   * @throws BrokerAway when the broker does not answer
   */
  public void count() {
    List<QueueProgress> quiet =
        broker.vitals().stages().stream()
            .flatMap(stage -> stage.queues().stream())
            .filter(queue -> queue.isQuiet(BrokerVitals.LATELY))
            .toList();
    if (quiet.isEmpty()) {
      return;
    }
    try (OwnChannel own = OwnChannel.open(broker.asking())) {
      for (QueueProgress queue : quiet) {
        queue.counted(own.channel().messageCount(queue.name()));
      }
    } catch (IOException | ShutdownSignalException e) {
      throw new BrokerAway("The queues cannot be counted", e);
    }
  }
}

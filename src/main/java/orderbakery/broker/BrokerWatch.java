package orderbakery.broker;

import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Looks after what nothing passes: so that a broker that serves nobody is noticed on a quiet night,
 * too.
 */
public final class BrokerWatch {
  /** More than the store needs to find another primary. */
  private static final Duration HELD_TOO_LONG = Duration.ofSeconds(30);

  private final Broker broker;
  private final Supplier<List<RoomMessage>> question;
  private final BooleanSupplier storeIsAway;

  /**
   * @param question messages that anyone may publish at any time, for the sake of their confirms
   * @param storeIsAway whether this process cannot write to the store now
   */
  public BrokerWatch(
      Broker broker, Supplier<List<RoomMessage>> question, BooleanSupplier storeIsAway) {
    this.broker = broker;
    this.question = question;
    this.storeIsAway = storeIsAway;
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
   * Gives back what the stages are at work on, once the store has kept one of them waiting for too
   * long: another process may reach it. A stage takes nothing more until what it holds is done.
   */
  public void giveBack() {
    List<Stage> stages = broker.vitals().stages();
    if (stages.stream().anyMatch(it -> it.isHeld(HELD_TOO_LONG)) && storeIsAway.getAsBoolean()) {
      stages.forEach(Stage::giveBack);
    }
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

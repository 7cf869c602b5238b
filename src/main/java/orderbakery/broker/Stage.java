package orderbakery.broker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.springframework.amqp.core.Message;

/**
 * How a consumer of this process gets on: whether it consumes, since when it has been at work on
 * one batch, and when it last worked off something of each queue.
 */
final class Stage {
  /** A consumer that begins again and again consumes nothing. */
  private static final long STEADY = Duration.ofSeconds(3).toNanos();

  /** Another process may be at work on a queue that grows faster than it works: no hurry. */
  private static final Duration STANDSTILL = Duration.ofSeconds(30);

  private static final String NOT_BEGUN = "not begun";

  private final String name;
  private final LongSupplier nanoTime;
  private final StageMeters meters;
  private final Map<String, QueueProgress> queues = new LinkedHashMap<>();
  private Long openedAt;
  private Long busySince;
  private Long brokenSince;
  private String why = NOT_BEGUN;
  private Object consumer;
  private Runnable giveBack;
  private boolean ended;

  /**
   * @param name how the routes call what it consumes
   * @param queues empty for a queue of this process's own
   */
  Stage(String name, List<String> queues, LongSupplier nanoTime, StageMeters meters) {
    this.name = name;
    this.nanoTime = nanoTime;
    this.meters = meters;
    queues.forEach(queue -> this.queues.put(queue, new QueueProgress(queue, nanoTime)));
    this.brokenSince = nanoTime.getAsLong();
  }

  String name() {
    return name;
  }

  List<QueueProgress> queues() {
    return List.copyOf(queues.values());
  }

  /**
   * A consumer begins, in the place of an earlier one, which may still be at its last batch.
   *
   * @param by names it
   */
  synchronized void begins(Object by) {
    consumer = by;
    ended = false;
    openedAt = null;
    busySince = null;
    brokenSince = nanoTime.getAsLong();
    why = NOT_BEGUN;
  }

  /**
   * It consumes, as far as the broker says.
   *
   * @param release gives what it is at work on back to the broker
   */
  synchronized void opened(Runnable release) {
    giveBack = release;
    ended = false;
    busySince = null;
    openedAt = nanoTime.getAsLong();
  }

  /** It does not consume any more. */
  synchronized void broke(String reason) {
    if (brokenSince == null || isSteady()) {
      brokenSince = nanoTime.getAsLong();
    }
    openedAt = null;
    busySince = null;
    why = reason;
  }

  /**
   * Somebody has stopped it, which is no complaint; it may be started again.
   *
   * @param by an earlier consumer says nothing of the one that has begun since
   */
  synchronized void ended(Object by) {
    ended |= by == consumer;
  }

  /** A batch is at work. */
  synchronized void began() {
    busySince = nanoTime.getAsLong();
  }

  /** Whether a batch that another process could take has been at work for so long. */
  synchronized boolean isHeld(Duration within) {
    return !queues.isEmpty() && isOlder(busySince, within);
  }

  /**
   * What it is at work on goes back to the broker, unless it is of a queue of this process's own.
   */
  void giveBack() {
    Runnable release;
    synchronized (this) {
      release = queues.isEmpty() || busySince == null ? null : giveBack;
    }
    if (release != null) {
      release.run();
    }
  }

  /** The batch was worked off and acknowledged. */
  synchronized void handled(List<Message> batch) {
    if (busySince != null) {
      meters.handled(batch.size(), nanoTime.getAsLong() - busySince);
    }
    busySince = null;
    brokenSince = null;
    batch.stream()
        .map(message -> message.getMessageProperties().getConsumerQueue())
        .distinct()
        .map(queues::get)
        .filter(Objects::nonNull)
        .forEach(QueueProgress::handled);
  }

  /** What has been wrong with it for so long, if anything has. */
  synchronized Optional<String> complaint(Duration within) {
    if (ended) {
      return Optional.empty();
    }
    if (isSteady()) {
      brokenSince = null;
    }
    if (isOlder(brokenSince, within)) {
      return Optional.of(name + " is not consumed: " + why);
    }
    if (isOlder(busySince, within)) {
      return Optional.of(name + " has been at work on one batch for too long");
    }
    return queues.values().stream()
        .filter(queue -> queue.isStalled(STANDSTILL))
        .map(queue -> "nobody takes what waits in " + queue.name())
        .findFirst();
  }

  private boolean isSteady() {
    return openedAt != null && (brokenSince == null || isOlder(openedAt, Duration.ofNanos(STEADY)));
  }

  private boolean isOlder(Long since, Duration than) {
    return since != null && nanoTime.getAsLong() - since >= than.toNanos();
  }
}

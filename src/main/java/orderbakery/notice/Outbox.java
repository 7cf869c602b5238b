package orderbakery.notice;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.Reading;
import orderbakery.broker.Rooms;
import orderbakery.broker.RoutingKeys;
import orderbakery.broker.Topology;
import orderbakery.broker.Unreadable;
import orderbakery.outage.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/**
 * Works off what one channel owes: finds what is due, claims it before it is sent, settles it
 * after. What is due is looked for by one thread, and not again before all that it has found is
 * settled or left; it is sent by any number of threads, that of one entity by one of them. Other
 * processes may do the same.
 *
 * <p>What was claimed and not settled, since the process has died, is claimed again when the claim
 * has run out.
 */
public final class Outbox {
  /** Notices that one look finds at most. */
  public static final int MOST_AT_ONE_LOOK = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final String CLOUD_EVENT = "application/cloudevents+json";

  private final String channel;
  private final Notices notices;
  private final DeadLetters deadLetters;
  private final Clock clock;
  private final Patience patience;
  private final Function<Throwable, Refusal> judge;
  private final Pause pause;
  private final BooleanSupplier isAtWork;
  private final Counter sent;
  private final Counter failed;

  /** Entities of which nothing more is sent until the next look. */
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  /** Notices with a dead letter that could not be marked yet. */
  private final Set<String> parked = ConcurrentHashMap.newKeySet();

  /**
   * How long it waits for what.
   *
   * @param claim how long a claim holds
   * @param betweenTries of one notice that is refused for now
   * @param whileAway between two tries to reach the server
   * @param giveUpAfter when a notice has been refused for so long, it is given up
   */
  public record Patience(
      Duration claim, BackOff betweenTries, BackOff whileAway, Duration giveUpAfter) {}

  /**
   * The outbox of one channel.
   *
   * @param judge says what a failure means
   * @param isAtWork whether this process goes on; else it begins nothing more
   */
  public Outbox(
      String channel,
      Notices notices,
      DeadLetters deadLetters,
      Clock clock,
      Patience patience,
      Function<Throwable, Refusal> judge,
      Outage outage,
      BooleanSupplier isAtWork,
      MeterRegistry registry) {
    this.channel = channel;
    this.notices = notices;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.patience = patience;
    this.judge = judge;
    this.pause = new Pause(patience.whileAway(), outage);
    this.isAtWork = isAtWork;
    this.sent = counter(registry, "bakery.notices.sent", "Notices that were sent");
    this.failed = counter(registry, "bakery.notices.failed", "Notices that are dead letters");
  }

  private Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name)
        .description(description)
        .tag("channel", channel)
        .register(registry);
  }

  /** What is due now, of each entity in order; nothing while the server is away. */
  public List<List<Notice>> due() {
    held.clear();
    Instant now = clock.instant();
    return pause.isOver(now) ? notices.due(channel, now, MOST_AT_ONE_LOOK) : List.of();
  }

  /**
   * The notice, if it is ours to be sent now; else null, and what follows in its entity is held
   * until {@link #due} is asked again.
   */
  public Notice claim(Notice notice) {
    Instant now = clock.instant();
    Optional<Notice> claimed =
        mayBeTried(notice)
            ? notices.claim(notice, now, now.plus(patience.claim()))
            : Optional.empty();
    parked.remove(notice.id());
    if (claimed.isEmpty()) {
      held.add(notice.entityId());
    }
    return claimed.orElse(null);
  }

  private boolean mayBeTried(Notice notice) {
    return !held.contains(notice.entityId()) && !pause.hasBegun() && isAtWork.getAsBoolean();
  }

  /**
   * Keeps what became of a notice that was claimed; may be asked again when that has failed.
   *
   * @param failure null when it was sent
   */
  public void settle(Notice notice, Throwable failure) {
    Instant now = clock.instant();
    if (failure == null) {
      pause.reached();
      notices.sent(notice, now);
      sent.increment();
      return;
    }
    Refusal refusal = judge.apply(failure);
    switch (refusal.kind()) {
      case AWAY -> {
        held.add(notice.entityId());
        Instant until = pause.begin(now, refusal.why());
        notices.postpone(notice, notice.attempts(), until, refusal.why());
      }
      case LATER -> {
        pause.reached();
        if (notice.owedAt().plus(patience.giveUpAfter()).isAfter(now)) {
          postpone(notice, now, refusal.why());
        } else {
          fail(notice, now, "given up: " + refusal.why(), failure);
        }
      }
      case NEVER -> fail(notice, now, refusal.why(), failure);
    }
  }

  private void postpone(Notice notice, Instant now, String why) {
    held.add(notice.entityId());
    int attempts = notice.attempts() + 1;
    Instant until = now.plus(patience.betweenTries().after(attempts));
    LOG.info("{} is tried again at {}: {}", notice.id(), until, why);
    notices.postpone(notice, attempts, until, why);
  }

  /** The letter comes first: a crash in between repeats it, and loses nothing. */
  private void fail(Notice notice, Instant now, String why, Throwable failure) {
    if (!parked.contains(notice.id())) {
      Unreadable letter =
          new Unreadable(message(notice), new NotSent(channel + ": " + why, failure));
      deadLetters.park(channel, new Reading<>(List.of(), List.of(letter)));
      parked.add(notice.id());
    }
    notices.fail(notice, now, why);
    parked.remove(notice.id());
    failed.increment();
    LOG.warn("{} is not sent and lies in the dead letters: {}", notice.id(), why);
  }

  /** As it came. */
  private static Message message(Notice notice) {
    int partition = notice.position().partition();
    MessageProperties properties = new MessageProperties();
    properties.setMessageId(notice.commandId());
    properties.setType(notice.type());
    properties.setContentType(CLOUD_EVENT);
    properties.setReceivedExchange(Rooms.DATA_SOURCE);
    properties.setReceivedRoutingKey(RoutingKeys.changed(notice.type(), partition));
    properties.setConsumerQueue(Topology.NOTIFIER + partition);
    return new Message(notice.fact(), properties);
  }
}

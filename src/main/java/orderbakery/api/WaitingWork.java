package orderbakery.api;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import orderbakery.edge.Problems;
import orderbakery.edge.RefusedRequest;
import orderbakery.log.Partitions;
import orderbakery.log.ScheduledCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses commands of a component while accepted ones of it wait for too long to be decided
 * (contract.md section 1): what is accepted nevertheless would wait longer still.
 *
 * <p>Where nobody looks any more, since the route that does was suspended, nothing is known, and
 * nothing is refused.
 */
public final class WaitingWork {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingWork.class);
  private static final Duration LOOK_HOLDS = Duration.ofMinutes(1);

  private final Map<String, WaitingCommands> waiting;
  private final OpenCommands log;
  private final IntPredicate isWriterIdle;
  private final Duration limit;
  private final Clock clock;
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private volatile Instant lookedAt;

  /**
   * @param isWriterIdle whether no command of a partition waits in the broker
   * @param limit how long one may wait, from {@code bakery.limits.oldest-waiting}
   */
  public WaitingWork(
      List<String> components,
      Partitions partitions,
      OpenCommands log,
      IntPredicate isWriterIdle,
      Duration limit,
      Clock clock) {
    this.waiting =
        components.stream()
            .collect(toMap(Function.identity(), it -> new WaitingCommands(it, partitions)));
    this.log = log;
    this.isWriterIdle = isWriterIdle;
    this.limit = limit;
    this.clock = clock;
    this.lookedAt = clock.instant();
  }

  /**
   * Lets a command pass unless those before it wait for too long.
   *
   * @throws RefusedRequest 503
   */
  void requireProgress(ScheduledCommand command) {
    if (isTooLong(oldest(command.serviceName()))) {
      throw new RefusedRequest(Problems.overloaded());
    }
  }

  /** The broker has taken a command. */
  void accepted(ScheduledCommand command) {
    waiting.get(command.serviceName()).accepted(command);
  }

  /**
   * Asks the log what still waits; to be called again and again.
   *
   * @throws RuntimeException when the store is away, or the broker where it has to be asked
   */
  public void look() {
    waiting.keySet().forEach(this::tell);
    Instant longAgo = clock.instant().minus(limit.multipliedBy(2));
    try {
      waiting.values().forEach(it -> it.look(log, longAgo, isWriterIdle));
    } catch (RuntimeException away) {
      waiting.values().forEach(WaitingCommands::forgetOthers);
      throw away;
    } finally {
      lookedAt = clock.instant();
    }
  }

  /** How long the oldest command of a component has been waiting, as far as this process knows. */
  public Duration oldest(String component) {
    return age(waiting.get(component).oldest());
  }

  /**
   * How long the oldest command of any component has been waiting for the writer, as far as this
   * process knows: of those that it has accepted.
   */
  public Duration oldestUnwritten() {
    return age(
        waiting.values().stream()
            .flatMap(it -> it.oldestUnwritten().stream())
            .min(Instant::compareTo));
  }

  private Duration age(Optional<Instant> since) {
    Instant now = clock.instant();
    return since
        .filter(it -> now.isBefore(lookedAt.plus(LOOK_HOLDS)))
        .map(it -> Duration.between(it, now))
        .orElse(Duration.ZERO);
  }

  private boolean isTooLong(Duration wait) {
    return wait.compareTo(limit) > 0;
  }

  private void tell(String component) {
    Duration oldest = oldest(component);
    if (isTooLong(oldest) && refused.add(component)) {
      LOG.warn(
          "Commands of component {} are refused: the oldest has been waiting for {} s",
          component,
          oldest.toSeconds());
    } else if (!isTooLong(oldest) && refused.remove(component)) {
      LOG.warn("Commands of component {} are accepted again", component);
    }
  }
}

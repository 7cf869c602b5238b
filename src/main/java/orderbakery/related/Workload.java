package orderbakery.related;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import orderbakery.component.Plural;
import orderbakery.execute.Entity;
import orderbakery.log.Partitions;
import orderbakery.log.ScheduledCommand;
import orderbakery.message.CommandMessages;
import orderbakery.operate.sweeps.SweepLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Works the follow-ups off, a turn at a time: so many followers a second, and none while the
 * commands of the turn before wait to be executed. So other commands wait behind one turn at most,
 * however many follow.
 *
 * <p>What was sent and not kept is sent again, by the same ids.
 */
public final class Workload {
  private static final Logger LOG = LoggerFactory.getLogger(Workload.class);
  private static final String NAME = "related-changes";
  private static final int AT_ONCE = 100;
  // a command that nobody could read is never executed
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, RelatedEntities> related;
  private final FollowUps followUps;
  private final FollowCommands commands;
  private final CommandMessages messages;
  private final Partitions partitions;
  private final SweepLedger ledger;
  private final Clock clock;
  private final int perTurn;
  private final AtomicLong underWay = new AtomicLong();
  private final Counter looked;
  private final Counter sent;
  private Collection<String> awaited = List.of();
  private Instant sentAt = Instant.EPOCH;

  /**
   * @param perTurn followers that are looked at in one turn
   */
  public Workload(
      List<RelatedEntities> related,
      FollowUps followUps,
      FollowCommands commands,
      CommandMessages messages,
      Partitions partitions,
      SweepLedger ledger,
      Clock clock,
      int perTurn,
      MeterRegistry registry) {
    this.related = related.stream().collect(toMap(of -> of.relation().follower(), of -> of));
    this.followUps = followUps;
    this.commands = commands;
    this.messages = messages;
    this.partitions = partitions;
    this.ledger = ledger;
    this.clock = clock;
    this.perTurn = perTurn;
    Gauge.builder("bakery.related.followups", underWay, AtomicLong::get)
        .description("Changed entities whose followers are looked at")
        .register(registry);
    this.looked = counter(registry, "bakery.related.looked", "Followers that were looked at");
    this.sent =
        counter(registry, "bakery.related.commands", "Commands that were sent to followers");
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  /** The next turn; null when there is nothing to do, or it falls to another process. */
  public Turn next() {
    List<FollowUp> waiting = followUps.underWay(AT_ONCE);
    underWay.set(waiting.size() < AT_ONCE ? waiting.size() : followUps.count());
    Instant now = clock.instant();
    if (waiting.isEmpty()
        || isAwaiting(now)
        || !ledger.claim(NAME, now.truncatedTo(ChronoUnit.SECONDS))) {
      return null;
    }
    return turn(waiting);
  }

  private boolean isAwaiting(Instant now) {
    return !awaited.isEmpty()
        && now.isBefore(sentAt.plus(PATIENCE))
        && followUps.ended(awaited) < awaited.size();
  }

  private Turn turn(List<FollowUp> waiting) {
    List<Turn.Step> steps = new ArrayList<>();
    List<ScheduledCommand> due = new ArrayList<>();
    int left = perTurn;
    for (FollowUp followUp : waiting) {
      if (left > 0) {
        RelatedEntities of = related.get(followUp.follower());
        Optional<Entity> leader = leader(of, followUp);
        RelatedEntities.Page page = of.naming(followUp.leaderId(), followUp.behind(), left);
        List<ScheduledCommand> told = due(of, leader, page.entities());
        steps.add(followUp.step(page, told.size()));
        due.addAll(told);
        left -= page.entities().size();
      }
    }
    lastOfEachPartition(due);
    return new Turn(steps, due.stream().map(messages::write).toList());
  }

  /** As it is now, which is as new as what was told or newer. */
  private static Optional<Entity> leader(RelatedEntities of, FollowUp followUp) {
    return of.leaders(List.of(followUp.leaderId()), null).entities().stream().findFirst();
  }

  private List<ScheduledCommand> due(
      RelatedEntities of, Optional<Entity> leader, List<Entity> followers) {
    return followers.stream()
        .flatMap(
            follower ->
                leader.stream().flatMap(it -> commands.due(of.relation(), follower, it).stream()))
        .toList();
  }

  /** A partition is executed in order: when its last one has ended, all have. */
  private void lastOfEachPartition(List<ScheduledCommand> due) {
    Map<Integer, String> last = new HashMap<>();
    due.forEach(command -> last.put(partitions.of(command.entityId()), command.id()));
    awaited = List.copyOf(last.values());
    sentAt = clock.instant();
  }

  /** Keeps what was done, once its commands are sent. */
  public void keep(Turn turn) {
    Instant now = clock.instant();
    for (Turn.Step step : turn.steps()) {
      if (step.isLast()) {
        followUps.end(step.before());
        tell(step.after(), now);
      } else {
        followUps.keep(step.before(), step.after(), now);
      }
      looked.increment((double) step.after().passed() - step.before().passed());
    }
    sent.increment(turn.commands().size());
  }

  private void tell(FollowUp ended, Instant now) {
    LOG.atLevel(ended.passed() > perTurn ? Level.INFO : Level.DEBUG)
        .log(
            "Looked at {} of {} and told {} of version {}, {} a second",
            Plural.of(ended.passed(), "follower"),
            ended.leaderId(),
            ended.sent(),
            ended.passing(),
            ended.rate(now));
  }
}

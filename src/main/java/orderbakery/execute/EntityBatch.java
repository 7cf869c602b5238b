package orderbakery.execute;

import java.time.Instant;
import java.util.Optional;
import orderbakery.component.Component;
import orderbakery.component.Named;
import orderbakery.component.Problem;
import orderbakery.log.PlatformEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one entity through one batch.
 *
 * <p>While an event of it is parked, the later ones are blocked, until an intervention releases
 * them: they are then decided in their order, and told at the place of the intervention.
 */
final class EntityBatch<S> {
  private static final Logger LOG = LoggerFactory.getLogger(EntityBatch.class);

  private final String name;
  private final Draft<S> draft;
  private final Backlog backlog;
  private final Instant now;
  private final Tally tally;
  private final WaitingLine stuck;
  private boolean hasParked;

  /**
   * @param id of the entity
   */
  EntityBatch(
      Component<S> component, String id, int partition, Backlog backlog, Instant now, Tally tally) {
    this.name = component.name() + " " + id;
    this.draft = new Draft<>(component, id, partition, backlog.entities().get(id));
    this.backlog = backlog;
    this.now = now;
    this.tally = tally;
    this.stuck = new WaitingLine(backlog.standstillOf(id));
  }

  /**
   * Takes the next event as far as one batch may.
   *
   * @return false when there is more to do about it, which the next batch does
   */
  boolean take(PlatformEvent event) {
    if (isFull()) {
      return false;
    }
    Optional<Intervention> intervention = Intervention.of(event.operation());
    if (intervention.isPresent()) {
      return intervene(intervention.get(), event);
    }
    if (draft.hasDecidedLater(event, event.sequence())) {
      block(event);
    } else if (draft.hasDecided(event)) {
      repeat(event, event.sequence(), ReleaseInfo.NONE);
    } else if (draft.isHiddenFrom(event)) {
      refuse(event);
    } else if (!stuck.isEmpty()) {
      block(event);
    } else {
      decide(event, event.sequence(), ReleaseInfo.NONE)
          .ifPresent(thrown -> stuck.put(park(Stuck.first(event, 0), 0, thrown)));
    }
    return true;
  }

  /** The entity to write, when an event has changed it. */
  Optional<EntityWrite> write() {
    return draft.write();
  }

  private boolean isFull() {
    return draft.size() >= Executor.EVENTS_OF_ONE_ENTITY;
  }

  /**
   * To whoever must not know of the entity, it does not stand still either. What stands still is
   * not decided by that: the entity does not count as having come so far.
   */
  private void refuse(PlatformEvent event) {
    Outcome outcome =
        draft.known(event).orElseGet(() -> draft.unknownTo(event, event.sequence(), now));
    close(event, outcome, ReleaseInfo.NONE);
  }

  private void block(PlatformEvent event) {
    tally.mark(event, Bookkeeping.blocked());
    stuck.append(Stuck.first(event, 0));
  }

  private boolean intervene(Intervention intervention, PlatformEvent event) {
    if (intervention == Intervention.REPUBLISH) {
      republish(event);
      return true;
    }
    if (hasParked) {
      return false;
    }
    Object target = event.payload().get("command");
    return target instanceof String commandId
        ? release(new Release(intervention, event, commandId))
        : refuse(event, malformed());
  }

  /** What was told behind this place is not told before it: it still follows, or did. */
  private void republish(PlatformEvent event) {
    if (draft.isNothing()) {
      refuse(event, draft.unknown());
      return;
    }
    draft
        .known(event)
        .or(() -> draft.republish(event))
        .ifPresent(
            outcome -> {
              draft.keep(outcome);
              tally.tell(draft.fact(event, outcome));
            });
    end(event);
  }

  /** A release that a batch before this one has begun goes on. */
  private boolean release(Release release) {
    boolean begun = release.id().equals(backlog.releasedBy().get(release.commandId()));
    if (!begun) {
      if (stuck.isUnread()) {
        return false;
      }
      if (!stuck.hasNext() || !stuck.first().isOf(release.commandId())) {
        return refuse(release.event(), draft.notParked(release.commandId()));
      }
      if (release.isSkip() && !draft.hasDecided(stuck.first().event())) {
        skip(stuck.removeFirst(), release);
      }
    }
    return releaseRest(release);
  }

  private void skip(Stuck parked, Release release) {
    PlatformEvent event = parked.event();
    settle(
        event, draft.rejection(event, release.sequence(), release.skipped(), now), release.skip());
  }

  private boolean releaseRest(Release release) {
    while (stuck.hasNext()) {
      if (isFull()) {
        return false;
      }
      Stuck next = stuck.first();
      if (isOver(release, next)) {
        return endAt(next, release);
      }
      if (draft.hasDecided(next.event())) {
        repeat(next.event(), release.sequence(), release.released());
      } else if (!decide(next, release)) {
        return endAt(next, release);
      }
      stuck.removeFirst();
    }
    return !stuck.isUnread() && end(release.event());
  }

  /** Whether this release has come so far and no farther: the rest belongs to another one. */
  private boolean isOver(Release release, Stuck next) {
    return next.hasStopped(release)
        || next.event().sequence() > release.sequence()
        || draft.hasDecidedLater(next.event(), release.sequence());
  }

  private boolean endAt(Stuck failed, Release release) {
    return failed.isOf(release.commandId())
        ? refuse(release.event(), Fault.problem("Its decision has failed again."))
        : end(release.event());
  }

  /** Repeats what was decided; nothing for an event that is marked already. */
  private void repeat(PlatformEvent event, long shownAt, ReleaseInfo releaseInfo) {
    draft.known(event).ifPresent(outcome -> settle(event, draft.at(outcome, shownAt), releaseInfo));
  }

  /** False when the decision has failed: then the event is parked, and the release is over. */
  private boolean decide(Stuck next, Release release) {
    Optional<RuntimeException> thrown =
        decide(next.event(), release.sequence(), release.released());
    thrown.ifPresent(fault -> stuck.put(park(next, release.sequence(), fault)));
    return thrown.isEmpty();
  }

  /** What was thrown when the decision has failed. */
  private Optional<RuntimeException> decide(
      PlatformEvent event, long shownAt, ReleaseInfo releaseInfo) {
    try {
      settle(event, draft.decide(event, shownAt, now), releaseInfo);
      return Optional.empty();
    } catch (RuntimeException thrown) {
      return Optional.of(thrown);
    }
  }

  /** No release follows in the same batch: that an event was parked must be known before. */
  private Stuck park(Stuck candidate, long release, RuntimeException thrown) {
    PlatformEvent event = candidate.event();
    int attempts = candidate.attempts() + 1;
    hasParked = true;
    Named.by(event.command(), LOG.atError())
        .setCause(thrown)
        .log("Event {} of {} is parked, attempt {}", event.id(), name, attempts);
    tally.mark(event, Bookkeeping.parked(attempts, release, Fault.of(thrown, now)));
    return new Stuck(event, attempts, release);
  }

  private void settle(PlatformEvent event, Outcome outcome, ReleaseInfo releaseInfo) {
    draft.advance(event);
    close(event, outcome, releaseInfo);
  }

  private void close(PlatformEvent event, Outcome outcome, ReleaseInfo releaseInfo) {
    if (outcome.isRejection()) {
      Named.by(event.command(), LOG.atInfo())
          .log("Command {} on {} is refused: {}", event.id(), name, outcome.problem().get("type"));
    }
    draft.keep(outcome);
    tally.tell(draft.fact(event, outcome));
    tally.mark(event, releaseInfo.on(Bookkeeping.settled(outcome)));
  }

  private boolean end(PlatformEvent intervention) {
    tally.markIntervention(intervention, Bookkeeping.ended(draft.version(), null, now));
    return true;
  }

  private boolean refuse(PlatformEvent intervention, Problem problem) {
    tally.markRefused(intervention, Bookkeeping.ended(draft.version(), problem.toDocument(), now));
    return true;
  }

  private static Problem malformed() {
    return new Problem(
        "malformed-request", "The request cannot be read", 400, "The payload must name a command.");
  }
}

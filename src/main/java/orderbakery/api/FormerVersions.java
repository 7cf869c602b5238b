package orderbakery.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import orderbakery.component.Component;
import orderbakery.component.Problem;
import orderbakery.component.Replay;
import orderbakery.component.Times;
import orderbakery.edge.Problems;
import orderbakery.edge.RefusedRequest;

/**
 * Shows entities as they were, folded from the log.
 *
 * @param <S> the state of one entity
 */
public final class FormerVersions<S> {
  /** Bounds the work of one request; the newest version is presented, however high it is. */
  static final long HIGHEST = 10_000;

  /** Of one component; each holds an entity and some events. */
  static final int AT_A_TIME = 4;

  private static final long PATIENCE_MILLIS = 500;

  private final Semaphore folds = new Semaphore(AT_A_TIME);
  private final Component<S> component;
  private final MadeVersions log;

  /** The former versions of one component's entities. */
  public FormerVersions(Component<S> component, MadeVersions log) {
    this.component = component;
    this.log = log;
  }

  /**
   * The version that the client asks for.
   *
   * @param newest the entity as it is presented
   * @throws RefusedRequest 404 for a version that never was or is not presented yet, 400 for one
   *     that is too high to be folded, 503 while the log does not tell yet what is presented, or
   *     while as many are folded as may be
   * @throws orderbakery.component.Unfoldable when the rules of today refuse what was done then
   */
  public FoundEntity lookBack(FoundEntity newest) {
    if (newest.asked().isNewest()) {
      return newest;
    }
    long version = wanted(newest);
    return version == newest.version() ? newest : newest.as(document(newest.id(), version));
  }

  private long wanted(FoundEntity newest) {
    AskedVersion asked = newest.asked();
    if (asked.at() != null) {
      return newestAt(asked.at(), newest);
    }
    if (asked.version() > newest.version()) {
      throw never("It has no version " + asked.version(), newest.version());
    }
    return asked.version();
  }

  /**
   * An event is marked in the log a moment after what it made is presented: when the next version
   * is not in the log, what comes before it may not be complete there.
   */
  private long newestAt(Instant at, FoundEntity newest) {
    long version = log.newestAt(component.name(), newest.id(), at);
    if (version >= newest.version()) {
      return newest.version();
    }
    if (!log.isMade(component.name(), newest.id(), version + 1)) {
      throw new RefusedRequest(Problems.notInTheLogYet());
    }
    if (version == 0) {
      throw never("It was not there at " + Times.text(at), newest.version());
    }
    return version;
  }

  private Map<String, Object> document(String id, long version) {
    if (version > HIGHEST) {
      throw PageQuery.wrong(
          "version or at must lead to a version up to %s, or to the newest".formatted(HIGHEST));
    }
    begin();
    try {
      return fold(id, version);
    } finally {
      folds.release();
    }
  }

  private void begin() {
    try {
      if (folds.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new RefusedRequest(Problems.tooManyLookBack());
  }

  private Map<String, Object> fold(String id, long version) {
    Replay<S> replay = new Replay<>(component);
    log.made(component.name(), id, 1, version).forEach(made -> take(made, replay));
    if (replay.version() < version) {
      throw new RefusedRequest(Problems.notInTheLogYet());
    }
    S stored = component.fromDocument(component.toDocument(replay.state().orElseThrow()));
    return component.bake(id, version, stored);
  }

  /** The events of a batch are marked one after the other, in no order. */
  private void take(MadeVersion made, Replay<S> replay) {
    if (made.version() > replay.version() + 1) {
      throw new RefusedRequest(Problems.notInTheLogYet());
    }
    replay.take(made.event(), made.version());
  }

  private static RefusedRequest never(String what, long current) {
    return new RefusedRequest(
        new Problem(
            "unknown-version",
            "There is no such version",
            404,
            "%s; its newest version is %s.".formatted(what, current),
            List.of(),
            Map.of("currentVersion", current)));
  }
}

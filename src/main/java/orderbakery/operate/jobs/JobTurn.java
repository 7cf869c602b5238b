package orderbakery.operate.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/**
 * The tasks of one turn, each asked for when the one before is kept. Where entities are big it
 * takes several to pass the events of a turn; it goes on for a second then.
 */
final class JobTurn implements Iterator<Task> {
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final Supplier<Task> tasks;
  private final Clock clock;
  private final int events;
  private final Instant until;
  private Task next;
  private Task last;
  private long passed;

  /**
   * @param tasks null when there is nothing to do
   * @param events that are passed in one turn
   */
  JobTurn(Supplier<Task> tasks, Clock clock, int events) {
    this.tasks = tasks;
    this.clock = clock;
    this.events = events;
    this.until = clock.instant().plus(LONGEST);
  }

  @Override
  public boolean hasNext() {
    if (next == null && goesOn()) {
      next = tasks.get();
    }
    return next != null;
  }

  /** What was in motion in this turn is looked at in the next one. */
  private boolean goesOn() {
    return last == null
        || (last.then().at() != null && passed < events && clock.instant().isBefore(until));
  }

  @Override
  public Task next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the turn is over");
    }
    last = next;
    next = null;
    passed += last.events();
    return last;
  }
}

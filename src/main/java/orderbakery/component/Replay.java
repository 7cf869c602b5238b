package orderbakery.component;

import java.util.Optional;
import orderbakery.log.PlatformEvent;

/**
 * An entity as the events that took effect make it, one after the other.
 *
 * @param <S> the state of the entity
 */
public final class Replay<S> {
  private final Component<S> component;
  private Optional<S> state = Optional.empty();
  private long version;

  /** Begins before the first event. */
  public Replay(Component<S> component) {
    this.component = component;
  }

  /** The version that the last event has made; 0 before the first. */
  public long version() {
    return version;
  }

  /** Empty before the first event. */
  public Optional<S> state() {
    return state;
  }

  /**
   * Decides the next event as it was decided then.
   *
   * @param made the version that it made, as the log tells
   * @throws Unfoldable when it cannot have had that effect
   */
  public Decision.Accepted<S> take(PlatformEvent event, long made) {
    if (!(decide(event) instanceof Decision.Accepted<S> accepted)) {
      throw new Unfoldable(event, "is EXECUTED, and would be refused", null);
    }
    version++;
    if (version != made) {
      throw new Unfoldable(event, "would make version " + version, null);
    }
    state = Optional.of(accepted.state());
    return accepted;
  }

  private Decision<S> decide(PlatformEvent event) {
    try {
      return component.decide(state, event);
    } catch (RuntimeException e) {
      throw new Unfoldable(event, "cannot be decided any more: " + e.getMessage(), e);
    }
  }
}

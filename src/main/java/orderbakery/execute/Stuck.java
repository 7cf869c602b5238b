package orderbakery.execute;

import orderbakery.log.PlatformEvent;

/**
 * An event that waits for an operator, or behind one that does.
 *
 * @param attempts how often its decision has failed
 * @param stoppedAt the place of the last release that it has stopped, since its decision failed
 *     again; 0 for none
 */
public record Stuck(PlatformEvent event, int attempts, long stoppedAt) {

  /** One that was not released yet. */
  static Stuck first(PlatformEvent event, int attempts) {
    return new Stuck(event, attempts, 0);
  }

  /** Whether it has stopped this release, or one behind it: such a release does not try again. */
  boolean hasStopped(Release release) {
    return release.sequence() <= stoppedAt;
  }

  boolean isOf(String commandId) {
    return event.id().equals(commandId);
  }
}

package orderbakery.execute;

import orderbakery.log.PlatformEvent;

/**
 * An event that waits for an operator, or behind one that does.
 *
 * @param attempts how often its decision has failed
 * @param stopped the release that it stopped last, since its decision failed again; null for none
 */
public record Stuck(PlatformEvent event, int attempts, String stopped) {

  /** One that was not released yet. */
  static Stuck first(PlatformEvent event, int attempts) {
    return new Stuck(event, attempts, null);
  }

  /** Whether it has stopped this release: the same one does not try again. */
  boolean hasStopped(Release release) {
    return release.id().equals(stopped);
  }

  boolean isOf(String commandId) {
    return event.id().equals(commandId);
  }
}

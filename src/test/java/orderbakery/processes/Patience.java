package orderbakery.processes;

import java.time.Duration;

/** How long the tests wait for other processes, which share a busy machine with this one. */
final class Patience {
  /** For a JVM until it is ready. */
  static final Duration START = Duration.ofMinutes(2);

  /** For what a cold JVM does with its first requests. */
  static final Duration WARM_UP = Duration.ofSeconds(30);

  /** For a cluster that has lost members until all that has gathered meanwhile is worked off. */
  static final Duration RECOVERY = Duration.ofSeconds(60);

  /** For everything else. */
  static final Duration REACTION = Duration.ofSeconds(10);

  private Patience() {}
}

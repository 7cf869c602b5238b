package orderbakery.bake;

/**
 * What a presentation shows: which version of its entity, told at which place of its partition. A
 * version that is told once more is newer than the same told before.
 *
 * @param version from 1
 * @param sequence of the event at whose place it was told
 */
public record Shown(long version, long sequence) {
  /** Nothing is shown. */
  public static final Shown NOTHING = new Shown(0, 0);

  /** Whether this is newer than the other. */
  public boolean isAbove(Shown other) {
    return version > other.version || (version == other.version && sequence > other.sequence);
  }

  /** Whether nothing is shown. */
  public boolean isNothing() {
    return version == 0;
  }
}

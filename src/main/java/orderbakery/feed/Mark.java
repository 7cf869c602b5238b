package orderbakery.feed;

/**
 * How far one partition is: everything up to this sequence, and at this sequence up to this
 * version.
 */
public record Mark(long sequence, long version) {

  /** Before the first change. */
  public static final Mark NONE = new Mark(0, 0);

  /** The one that is less far. */
  static Mark lower(Mark one, Mark other) {
    return one.isBelow(other) ? one : other;
  }

  /** The one that is farther. */
  static Mark higher(Mark one, Mark other) {
    return one.isBelow(other) ? other : one;
  }

  /** Whether the other is farther. */
  public boolean isBelow(Mark other) {
    return sequence < other.sequence || (sequence == other.sequence && version < other.version);
  }
}

package orderbakery.feed;

/**
 * A part of one partition that a client is to be told of.
 *
 * @param from what the client has seen
 * @param upTo the last sequence; what is told behind it comes live
 */
public record Span(Mark from, long upTo) {

  /**
   * Whether a kind of change that was told last at this place is in it.
   *
   * @param newest where the newest change of the same entity was told: a release tells several at
   *     one place, and then all of them count
   */
  boolean includes(long sequence, long newest) {
    boolean behind =
        sequence > from.sequence() || (sequence == from.sequence() && sequence == newest);
    return behind && sequence <= upTo;
  }
}

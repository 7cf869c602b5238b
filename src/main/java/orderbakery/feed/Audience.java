package orderbakery.feed;

import java.util.function.Predicate;

/**
 * Tells which live frames a client hears: what it is interested in, but no change that it knows.
 *
 * @param known what it was caught up to
 */
record Audience(Interest interest, Marks known) implements Predicate<Object> {

  @Override
  public boolean test(Object about) {
    FeedFrame frame = (FeedFrame) about;
    return frame.isFor(interest)
        && (!frame.isChange() || known.of(frame.partition()).isBelow(frame.mark()));
  }
}

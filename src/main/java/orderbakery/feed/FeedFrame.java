package orderbakery.feed;

import orderbakery.component.Fact;
import orderbakery.log.Position;

/**
 * A frame for all clients, and what tells who is to hear it.
 *
 * @param text the whole frame, its token included
 */
public record FeedFrame(String text, String type, String subject, Position position, long version) {

  /** A rejection changes nothing, so nothing can be older than it. */
  boolean isChange() {
    return !Fact.isRejection(type);
  }

  Mark mark() {
    return new Mark(position.sequence(), version);
  }
}

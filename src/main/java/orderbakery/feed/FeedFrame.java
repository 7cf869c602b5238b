package orderbakery.feed;

import java.util.Collections;
import java.util.Set;
import orderbakery.component.Fact;
import orderbakery.log.Position;

/**
 * A frame for all clients, and what tells who is to hear it.
 *
 * @param text the whole frame, its token included
 * @param newer types of the same entity of which another frame tells, to whoever asked for them
 */
public record FeedFrame(
    String text, String type, String subject, Position position, long version, Set<String> newer) {

  public FeedFrame {
    newer = Set.copyOf(newer);
  }

  static FeedFrame of(Fact change, String text, Set<String> newer) {
    return new FeedFrame(
        text, change.type(), change.entityId(), change.position(), change.version(), newer);
  }

  boolean isFor(Interest interest) {
    boolean hearsNewer =
        interest.types().isEmpty()
            ? !newer.isEmpty()
            : !Collections.disjoint(interest.types(), newer);
    return interest.includes(type, subject) && !hearsNewer;
  }

  /** A rejection changes nothing, so nothing can be older than it. */
  boolean isChange() {
    return !Fact.isRejection(type);
  }

  Mark mark() {
    return new Mark(position.sequence(), version);
  }
}

package orderbakery.feed;

import java.util.Collections;
import java.util.Set;
import orderbakery.component.Fact;

/**
 * A frame for all clients, and what tells who is to hear it.
 *
 * @param text the whole frame, its token included
 * @param owner who may hear of it beside those who may hear of all; null for nobody
 * @param partition of what it tells
 * @param mark where that stands in its partition: who is caught up to there knows it
 * @param newer types of the same entity of which another frame tells, to whoever asked for them
 */
public record FeedFrame(
    String text,
    String type,
    String subject,
    String owner,
    int partition,
    Mark mark,
    Set<String> newer) {

  public FeedFrame {
    newer = Set.copyOf(newer);
  }

  /**
   * A frame of a change that was missed.
   *
   * @param sequence where its type was told last: a change of another type may have overtaken it
   */
  static FeedFrame of(Fact change, long sequence, String text, Set<String> newer) {
    boolean isNewest = sequence == change.position().sequence();
    Mark mark = new Mark(sequence, isNewest ? change.version() : 0);
    return new FeedFrame(
        text,
        change.type(),
        change.entityId(),
        change.owner(),
        change.position().partition(),
        mark,
        newer);
  }

  boolean isFor(Interest interest) {
    boolean hearsNewer =
        interest.types().isEmpty()
            ? !newer.isEmpty()
            : !Collections.disjoint(interest.types(), newer);
    return interest.allows(owner) && interest.includes(type, subject) && !hearsNewer;
  }

  /** A rejection changes nothing, so nothing can be older than it. */
  boolean isChange() {
    return !Fact.isRejection(type);
  }
}

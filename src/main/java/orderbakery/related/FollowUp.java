package orderbakery.related;

import java.time.Duration;
import java.time.Instant;

/**
 * The work that a changed leader makes: all entities that name it are looked at, by id, a page at a
 * time. A leader that changes meanwhile is looked for in one more pass, so that no page starves.
 *
 * @param follower the name of the component whose entities are looked at
 * @param leaderId of the entity that has changed
 * @param wanted the newest version of the leader that was told
 * @param passing the version that was told when this pass began: every page of it is judged by that
 *     one or a newer
 * @param behind the last follower that was looked at; null before the first
 * @param passed followers that were looked at
 * @param sent commands that were sent
 * @param startedAt when the change was heard of
 */
public record FollowUp(
    String follower,
    String leaderId,
    long wanted,
    long passing,
    String behind,
    long passed,
    long sent,
    Instant startedAt) {

  /** When nothing is on its way for this leader yet. */
  public static FollowUp begun(String follower, String leaderId, long version, Instant at) {
    return new FollowUp(follower, leaderId, version, version, null, 0, 0, at);
  }

  /** The same, wanting a version of the leader, if that is newer. */
  FollowUp wanting(long version) {
    return new FollowUp(
        follower, leaderId, Math.max(wanted, version), passing, behind, passed, sent, startedAt);
  }

  /**
   * A page of it, looked at. The last one of its pass is the last of all unless the leader has
   * changed since the pass began.
   */
  Turn.Step step(RelatedEntities.Page page, int commands) {
    boolean passEnds = page.isLast();
    FollowUp after =
        new FollowUp(
            follower,
            leaderId,
            wanted,
            passEnds ? wanted : passing,
            passEnds ? null : page.last(),
            passed + page.entities().size(),
            sent + commands,
            startedAt);
    return new Turn.Step(this, after, passEnds && wanted == passing);
  }

  /** Followers a second. */
  long rate(Instant now) {
    return passed * 1000 / Math.max(1, Duration.between(startedAt, now).toMillis());
  }
}

package orderbakery.related;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Where follow-ups are kept: those that are under way, one for each leader. */
public interface FollowUps {

  /**
   * Keeps that a leader has changed: begins a follow-up, or lets the one under way make one more
   * pass. To tell the same again, or an older version, changes nothing while it is under way.
   */
  void tell(String follower, String leaderId, long version, Instant at);

  /** Those that were not worked at for longest come first. */
  List<FollowUp> underWay(int limit);

  long count();

  /**
   * Keeps how far one is, unless somebody else has kept another place since.
   *
   * @param before as it was read
   */
  void keep(FollowUp before, FollowUp after, Instant at);

  /** How many of these commands are in the log and not pending any more. */
  long ended(Collection<String> commandIds);

  /** Ends one, unless a newer version was told since it was read. */
  void end(FollowUp last);
}

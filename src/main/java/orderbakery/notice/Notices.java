package orderbakery.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where notices are kept: those that are owed until they are sent, and that they were sent. */
public interface Notices {

  /**
   * Keeps that these are owed. One that is known stays as it is, but is owed again when it had
   * failed for good: then an operator has sent its letter back.
   */
  void owe(List<Owed> notices);

  /**
   * A notice that may be new.
   *
   * @param isTooOld whether it is kept only where it is known already
   */
  record Owed(Notice notice, boolean isTooOld) {}

  /**
   * Those that may be tried now, of each entity a list in order, and none that is behind one that
   * may not; without their facts, which may be large.
   *
   * @param limit of notices, at most
   */
  List<List<Notice>> due(String channel, Instant now, int limit);

  /**
   * Claims one before it is sent, and reads it with its fact; empty when another process was
   * faster.
   *
   * @param until when it may be claimed again, should it not be settled until then
   */
  Optional<Notice> claim(Notice notice, Instant at, Instant until);

  /** It was sent, and is never sent again. */
  void sent(Notice notice, Instant at);

  /** It is tried again, and those of the same entity wait behind it. */
  void postpone(Notice notice, int attempts, Instant until, String why);

  /** It is not tried any more. */
  void fail(Notice notice, Instant at, String why);
}

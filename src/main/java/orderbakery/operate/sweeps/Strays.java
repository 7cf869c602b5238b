package orderbakery.operate.sweeps;

import java.time.Instant;
import java.util.List;

/** Finds what has gone astray, by looking at a piece at a time. */
public interface Strays {

  /**
   * What a piece of a collection has come to.
   *
   * @param next behind which id the next piece begins; null at the end
   */
  record Piece(List<Stray> found, String next) {}

  /** Events that were created before this time and are still pending, the oldest first. */
  List<Stray> lateEvents(Instant before, int limit);

  /**
   * How many there are.
   *
   * @param since those that were created earlier do not count
   */
  long countLateEvents(Instant since, Instant before);

  /**
   * Entities whose presentation is missing or older.
   *
   * @param after an id, null for the beginning
   * @param limit how many entities are looked at
   * @param before those that were changed later may be on their way
   */
  Piece unpresented(String after, int limit, Instant before);

  /** Presentations without an entity; the limit is how many are looked at. */
  Piece orphans(String after, int limit);
}

package orderbakery.feed;

import java.time.Instant;
import java.util.Optional;
import orderbakery.component.Caller;

/** Where tickets wait that were given out and not used, for all processes that serve the feed. */
public interface TicketStore {

  /** Keeps a ticket; it can be taken by every process once this returns. */
  void add(String digest, Caller caller, Instant expires);

  /** Takes a ticket out that has not expired. Of several who try at the same time one gets it. */
  Optional<Caller> take(String digest, Instant now);

  /**
   * How many tickets of a principal have not expired.
   *
   * @param most to count
   */
  int countOpen(Caller caller, Instant now, int most);

  /**
   * Removes tickets that have expired.
   *
   * @param most to remove
   */
  void removeExpired(Instant now, int most);
}

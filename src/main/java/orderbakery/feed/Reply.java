package orderbakery.feed;

import java.util.function.Predicate;

/**
 * A frame for one client.
 *
 * @param filter what live frames the client hears from now on
 */
public record Reply(String text, Live live, Predicate<Object> filter) {

  /** What becomes of the live frames of this client. */
  enum Live {
    /** They go on as they did: held back or not. */
    AS_BEFORE,
    /** From now on they are held back. */
    WAITS,
    /** They follow this frame. */
    FOLLOWS
  }
}

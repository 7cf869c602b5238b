package orderbakery.api;

/**
 * Somebody who may wait for the end of a command.
 *
 * @param <W> what becomes of it
 */
public interface Awaiting<W> {

  String commandId();

  /** Whether whoever waits may know of this end; one that he may not know of ends no wait. */
  boolean mayHear(Ending end);

  /** How long to wait, in seconds; 0 for not at all. */
  int patience();

  /** The wait that has begun; null before. */
  Expectation expectation();

  W expecting(Expectation end);

  /** With the end that was waited for, be it {@link Ending.Unheard}. */
  W ended(Ending end);
}

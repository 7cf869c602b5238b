package orderbakery.log;

/** Is told of a command whose id the log has for another request: the first one stays. */
public interface KeyConflicts {

  /**
   * Two requests with one Idempotency-Key were under way at once, and they differed.
   *
   * @param second the one that gets no event
   */
  void found(ScheduledCommand second);
}

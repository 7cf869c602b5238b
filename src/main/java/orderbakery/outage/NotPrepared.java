package orderbakery.outage;

/** A server lacks what this process may not make: it waits for the one that may. */
public final class NotPrepared extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param what is missing, and where
   */
  public NotPrepared(String what) {
    super(what + ": a process with bakery.preparation=make or only makes it");
  }
}

package orderbakery.store;

/** The store was written by a newer version than this process has: it would not be understood. */
public final class NewerVersion extends RuntimeException {
  private static final long serialVersionUID = 1;

  NewerVersion(int found, int newest) {
    super(
        "MongoDB was written by a newer version, in form "
            + found
            + " of which this one knows "
            + newest
            + ": start the newer one again, or this one with another database");
  }
}

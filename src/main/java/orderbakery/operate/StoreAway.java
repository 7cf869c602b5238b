package orderbakery.operate;

/** The store does not answer: what was done before stands. */
public final class StoreAway extends RuntimeException {

  public StoreAway(String what, Throwable cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}

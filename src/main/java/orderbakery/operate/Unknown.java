package orderbakery.operate;

/** What an operator has named is not there. */
public final class Unknown extends RuntimeException {

  public Unknown(String what) {
    super(what);
  }
}

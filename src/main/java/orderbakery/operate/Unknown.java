package orderbakery.operate;

/** There is no such queue of letters, or no such letter in it. */
public final class Unknown extends RuntimeException {

  Unknown(String what) {
    super(what);
  }
}

package orderbakery.operate;

/** There is no such queue of letters, or no such letter in it. */
public final class UnknownLetter extends RuntimeException {

  UnknownLetter(String what) {
    super(what);
  }
}

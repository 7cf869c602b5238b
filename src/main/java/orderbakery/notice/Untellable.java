package orderbakery.notice;

/** Of a notice that cannot be put into the words of its channel. */
public final class Untellable extends Exception {
  private static final long serialVersionUID = 1;

  public Untellable(String why, Throwable cause) {
    super(why, cause);
  }
}

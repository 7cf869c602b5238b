package orderbakery.notice;

/** A notice that was not sent, as its dead letter tells it. */
final class NotSent extends Exception {
  private static final long serialVersionUID = 1;

  NotSent(String why, Throwable cause) {
    super(why, cause);
  }
}

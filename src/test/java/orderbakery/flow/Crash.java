package orderbakery.flow;

/** The process dies: no route handles an error, so nothing is acknowledged and all comes back. */
final class Crash extends Error {
  private static final long serialVersionUID = 1;

  Crash(String step) {
    super("crash at " + step);
  }
}

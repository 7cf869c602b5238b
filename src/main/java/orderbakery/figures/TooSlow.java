package orderbakery.figures;

/** Store or broker answer, but too slowly for whoever waits. */
public final class TooSlow extends RuntimeException {
  TooSlow(String what) {
    super(what);
  }
}

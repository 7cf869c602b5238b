package orderbakery.feed;

import orderbakery.component.Problem;
import orderbakery.edge.Problems;

/** A client's words that make no sense; the message names the fault. */
final class Misunderstood extends Exception {
  private static final long serialVersionUID = 1;

  Misunderstood(String fault) {
    super(fault);
  }

  Problem problem() {
    return Problems.malformed(getMessage());
  }
}

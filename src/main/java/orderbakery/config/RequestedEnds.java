package orderbakery.config;

import orderbakery.api.Awaiting;
import orderbakery.api.Endings;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Expects the end of a command for as long as its request lasts: also one that is refused, or
 * fails, must not be among those that wait.
 */
public final class RequestedEnds {
  private final Endings endings;

  RequestedEnds(Endings endings) {
    this.endings = endings;
  }

  /** As {@link Endings#expectEnd}, until the request is answered. */
  public <W extends Awaiting<W>> W expect(W awaiting, Exchange request) {
    W expecting = endings.expectEnd(awaiting);
    if (expecting.expectation() != null) {
      request
          .getExchangeExtension()
          .addOnCompletion(
              new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange answered) {
                  endings.forgetEnd(expecting);
                }
              });
    }
    return expecting;
  }
}

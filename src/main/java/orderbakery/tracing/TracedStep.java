package orderbakery.tracing;

import java.util.function.Consumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** A step of a route, with something to do before it, and after it when it has not failed. */
final class TracedStep extends DelegateAsyncProcessor {
  private final Consumer<Exchange> before;
  private final Consumer<Exchange> after;

  TracedStep(Processor step, Consumer<Exchange> before, Consumer<Exchange> after) {
    super(step);
    this.before = before;
    this.after = after;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    before.accept(exchange);
    return super.process(
        exchange,
        doneSync -> {
          if (exchange.getException() == null) {
            after.accept(exchange);
          }
          callback.done(doneSync);
        });
  }
}

package orderbakery.flow;

import com.mongodb.MongoException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Ends the batch at work once, at a step of a route, and leaves what was done until then. */
final class Crashes implements InterceptStrategy {
  private final Map<String, Consumer<Exchange>> before = new ConcurrentHashMap<>();
  private final Map<String, Consumer<Exchange>> after = new ConcurrentHashMap<>();

  /** Once, right after this step has taken effect on a batch that is not empty. */
  void after(String step) {
    after.put(step, exchange -> {});
  }

  /** Once, right after this step, as a fault that leaves its thread alive: a timer needs it. */
  void faultAfter(String step) {
    after.put(
        step,
        exchange -> {
          throw new IllegalStateException("fault at " + step);
        });
  }

  /** Once, instead of this step, which is left half done. */
  void amid(String step, Consumer<Exchange> half) {
    before.put(step, half);
  }

  /** Once, instead of this step: the store is away for a moment. */
  void storeAwayAt(String step) {
    before.put(
        step,
        exchange -> {
          throw new MongoException("away at " + step);
        });
  }

  /** Whether all crashes that were asked for have come. */
  boolean haveCome() {
    return before.isEmpty() && after.isEmpty();
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode step, Processor target, Processor next) {
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        if (!survives(idOf(step), before, exchange)) {
          callback.done(true);
          return true;
        }
        return super.process(
            exchange,
            inTime -> {
              if (exchange.getException() == null && !isIdle(exchange)) {
                survives(idOf(step), after, exchange);
              }
              callback.done(inTime);
            });
      }
    };
  }

  private static boolean survives(
      String step, Map<String, Consumer<Exchange>> crashes, Exchange exchange) {
    try {
      strike(step, crashes, exchange);
      return true;
    } catch (Crash | MongoException | IllegalStateException failure) {
      exchange.setException(failure);
      return false;
    }
  }

  /** As the component of a templated route has it: it begins with the component's name. */
  private static String idOf(NamedNode step) {
    return step.getNodePrefixId() == null ? step.getId() : step.getNodePrefixId() + step.getId();
  }

  /** A signal of the timer, and nothing to execute. */
  private static boolean isIdle(Exchange exchange) {
    List<?> facts = exchange.getVariable("facts", List.class);
    return facts != null && facts.isEmpty();
  }

  private static void strike(
      String step, Map<String, Consumer<Exchange>> armed, Exchange exchange) {
    Consumer<Exchange> half = step == null ? null : armed.remove(step);
    if (half != null) {
      half.accept(exchange);
      throw new Crash(step);
    }
  }
}

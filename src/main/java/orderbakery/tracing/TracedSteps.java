package orderbakery.tracing;

import io.opentelemetry.api.trace.Tracer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import orderbakery.bake.Baked;
import orderbakery.execute.Execution;
import orderbakery.log.PlatformEvent;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;

/**
 * Makes spans around steps of the routes, which it knows by their ids; the routes do not know of
 * it.
 */
public final class TracedSteps implements InterceptStrategy {
  private static final String BAKED = "bakery.baked";

  private final StageSpans stages;
  private final Map<String, Function<Processor, Processor>> steps = new HashMap<>();

  /**
   * The steps of these components and of what serves all of them.
   *
   * @param components their names
   */
  public TracedSteps(Tracer tracer, Collection<String> components) {
    stages = new StageSpans(tracer);
    AcceptSpans accepts = new AcceptSpans(tracer);
    after("append-to-the-log", it -> stored(it));
    for (String component : components) {
      around(component + "-take-in", accepts::begin, accepts::name);
      after(component + "-publish-command", accepts::end);
      around(component + "-judge-upload", accepts::begin, TracedSteps::nothing);
      around(component + "-publish-attach", accepts::name, accepts::end);
      after(component + "-publish-facts", it -> executed(it));
      around(
          component + "-bring-presentation-up-to-date", it -> remember(it), TracedSteps::nothing);
      after(component + "-publish-frames", it -> baked(it));
      around(component + "-send-to-all", it -> notified(it), TracedSteps::nothing);
    }
  }

  /** The ids of the steps that it knows. */
  public Set<String> ids() {
    return Set.copyOf(steps.keySet());
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode step, Processor target, Processor next) {
    return steps.getOrDefault(idOf(step), Function.identity()).apply(target);
  }

  /** A step of a template has its own id yet, and beside it what is put in front. */
  private static String idOf(NamedNode step) {
    String prefix = step.getNodePrefixId();
    return prefix == null ? String.valueOf(step.getId()) : prefix + step.getId();
  }

  private void after(String id, Consumer<Exchange> doing) {
    around(id, TracedSteps::nothing, doing);
  }

  private void around(String id, Consumer<Exchange> before, Consumer<Exchange> after) {
    steps.put(id, step -> new TracedStep(step, before, after));
  }

  private void stored(Exchange exchange) {
    done(
        "store",
        exchange,
        bodies(exchange, PlatformEvent.class).stream().map(TracedCommand::of).toList());
  }

  private void executed(Exchange exchange) {
    Execution execution = exchange.getMessage().getBody(Execution.class);
    done("execute", exchange, execution.facts().stream().map(TracedCommand::of).toList());
  }

  /** The facts are not in the body any more when their frames are published. */
  private void remember(Exchange exchange) {
    exchange.setProperty(
        BAKED,
        bodies(exchange, Baked.class).stream()
            .filter(it -> !it.isRebuilt())
            .map(it -> TracedCommand.of(it.fact()))
            .toList());
  }

  @SuppressWarnings("unchecked") // remembered above
  private void baked(Exchange exchange) {
    done("bake", exchange, exchange.getProperty(BAKED, List.of(), List.class));
  }

  private void notified(Exchange exchange) {
    done(
        "notify", exchange, List.of(FrameReader.read(exchange.getMessage().getBody(String.class))));
  }

  private void done(String stage, Exchange exchange, List<TracedCommand> batch) {
    stages.done(stage, exchange.getClock().getCreated(), batch);
  }

  private static <T> List<T> bodies(Exchange exchange, Class<T> type) {
    return ((Collection<?>) exchange.getMessage().getBody()).stream().map(type::cast).toList();
  }

  private static void nothing(Exchange exchange) {
    // some steps have only one side
  }
}

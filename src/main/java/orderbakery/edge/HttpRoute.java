package orderbakery.edge;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import orderbakery.component.Problem;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.DisconnectedClientHelper;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** One operation of a {@code rest}: takes its requests to its route, and writes their answers. */
final class HttpRoute extends DefaultConsumer implements PlatformHttpConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(HttpRoute.class);

  private final PathPattern pattern;
  private final Set<String> methods;
  private final Collection<HttpRoute> running;
  private final ProblemResponse problems;
  private final RequestTimes times;

  /**
   * @param running where it stands while there is such a route
   */
  HttpRoute(
      PlatformHttpEndpoint endpoint,
      Processor processor,
      Collection<HttpRoute> running,
      ProblemResponse problems,
      RequestTimes times) {
    super(endpoint, processor);
    this.pattern = PathPatternParser.defaultInstance.parse(endpoint.getPath());
    String method = endpoint.getHttpMethodRestrict();
    this.methods = method.equals("GET") ? Set.of("GET", "HEAD") : Set.of(method);
    this.running = running;
    this.problems = problems;
    this.times = times;
  }

  @Override
  public PlatformHttpEndpoint getEndpoint() {
    return (PlatformHttpEndpoint) super.getEndpoint();
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    running.add(this);
  }

  @Override
  protected void doShutdown() throws Exception {
    running.remove(this);
    super.doShutdown();
  }

  boolean isAt(PathContainer path) {
    return pattern.matches(path);
  }

  boolean serves(String method) {
    return methods.contains(method);
  }

  Set<String> methods() {
    return methods;
  }

  /** The media type of its bodies; null for any. */
  String consumes() {
    return getEndpoint().getConsumes();
  }

  void serve(PathContainer path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long began = System.nanoTime();
    Optional<Problem> refusal = refusalOf(request);
    if (refusal.isPresent()) {
      problems.send(response, refusal.get());
      times.add(response, began);
      return;
    }
    Exchange exchange = exchange(path, request);
    CompletableFuture<Void> ended = new CompletableFuture<>();
    begin(exchange);
    getAsyncProcessor().process(exchange, inTime -> ended.complete(null));
    if (ended.isDone()) {
      answer(exchange, response);
      times.add(response, began);
      return;
    }
    AsyncContext later = request.startAsync();
    later.setTimeout(0); // the route itself waits for nothing without end
    CompletableFuture<Void> unused =
        ended.thenRun(
            () -> {
              answer(exchange, response);
              times.add(response, began);
              later.complete();
            });
  }

  private Optional<Problem> refusalOf(HttpServletRequest request) {
    if (consumes() != null && !MediaTypes.is(request.getContentType(), consumes())) {
      return Optional.of(Problems.unsupportedMediaType());
    }
    if (!MediaTypes.isAcceptable(request, getEndpoint().getProduces())) {
      return Optional.of(Problems.notAcceptable());
    }
    return isRunAllowed() && !isSuspendingOrSuspended()
        ? Optional.empty()
        : Optional.of(Problems.unavailable());
  }

  /** Its end comes with the answer: until then a shutdown waits for it. */
  private void begin(Exchange exchange) {
    try {
      createUoW(exchange);
    } catch (Exception e) {
      throw new IllegalStateException("A unit of work could not begin", e);
    }
  }

  private Exchange exchange(PathContainer path, HttpServletRequest request) throws IOException {
    Exchange exchange = createExchange(false);
    exchange.setPattern(ExchangePattern.InOut);
    exchange
        .getIn()
        .setBody(HttpRequest.of(request, pattern.matchAndExtract(path).getUriVariables()));
    return exchange;
  }

  private void answer(Exchange exchange, HttpServletResponse response) {
    try {
      if (exchange.getException() == null) {
        exchange.getMessage().getMandatoryBody(Answer.class).writeTo(response);
      } else {
        problems.send(response, Problems.internalError(), exchange.getException());
      }
    } catch (Exception unwritten) {
      if (DisconnectedClientHelper.isClientDisconnectedException(unwritten)) {
        LOG.debug("The client went away before its answer", unwritten);
      } else {
        LOG.warn("An answer was not written", unwritten);
      }
    } finally {
      doneUoW(exchange);
      releaseExchange(exchange, false);
    }
  }
}

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
  private final UploadLimits uploads;

  /**
   * @param running where it stands while there is such a route
   */
  HttpRoute(
      PlatformHttpEndpoint endpoint,
      Processor processor,
      Collection<HttpRoute> running,
      ProblemResponse problems,
      RequestTimes times,
      UploadLimits uploads) {
    super(endpoint, processor);
    this.pattern = PathPatternParser.defaultInstance.parse(endpoint.getPath());
    String method = endpoint.getHttpMethodRestrict();
    this.methods = method.equals("GET") ? Set.of("GET", "HEAD") : Set.of(method);
    this.running = running;
    this.problems = problems;
    this.times = times;
    this.uploads = uploads;
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
    Upload upload = uploads.of(request);
    Exchange exchange = exchange(path, request, upload);
    CompletableFuture<Void> ended = new CompletableFuture<>();
    begin(exchange);
    getAsyncProcessor().process(exchange, inTime -> ended.complete(null));
    Served served = new Served(exchange, upload, request, response, began);
    if (ended.isDone()) {
      answer(served);
      return;
    }
    if (!request.isAsyncStarted()) {
      request.startAsync().setTimeout(0); // the route itself waits for nothing without end
    }
    CompletableFuture<Void> unused = ended.thenRun(() -> answer(served));
  }

  /** A request that its route is done with. */
  private record Served(
      Exchange exchange,
      Upload upload,
      HttpServletRequest request,
      HttpServletResponse response,
      long began) {}

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

  private Exchange exchange(PathContainer path, HttpServletRequest request, Upload upload)
      throws IOException {
    Exchange exchange = createExchange(false);
    exchange.setPattern(ExchangePattern.InOut);
    exchange
        .getIn()
        .setBody(HttpRequest.of(request, pattern.matchAndExtract(path).getUriVariables(), upload));
    return exchange;
  }

  private void answer(Served served) {
    try {
      Object answer = served.exchange().getMessage().getBody();
      if (served.exchange().getException() != null) {
        problems.send(
            served.response(), Problems.internalError(), served.exchange().getException());
      } else if (answer instanceof StreamedAnswer streamed) {
        send(streamed, served);
        return;
      } else {
        served.exchange().getMessage().getMandatoryBody(Answer.class).writeTo(served.response());
      }
    } catch (Exception unwritten) {
      tell(unwritten);
    }
    end(served);
  }

  /** As fast as the client takes it: no thread waits. */
  private void send(StreamedAnswer answer, Served served) throws IOException {
    AsyncContext later =
        served.request().isAsyncStarted()
            ? served.request().getAsyncContext()
            : served.request().startAsync();
    later.setTimeout(uploads.timeFor(answer.length()).toMillis());
    new Sending(answer, served.response(), () -> end(served)).begin(later);
  }

  private static void tell(Exception unwritten) {
    if (DisconnectedClientHelper.isClientDisconnectedException(unwritten)) {
      LOG.debug("The client went away before its answer", unwritten);
    } else {
      LOG.warn("An answer was not written", unwritten);
    }
  }

  private void end(Served served) {
    times.add(served.response(), served.began());
    doneUoW(served.exchange());
    releaseExchange(served.exchange(), false);
    if (served.upload() == null) {
      complete(served);
      return;
    }
    try (Upload upload = served.upload()) {
      upload.answered(served.response(), () -> complete(served));
    } catch (IOException | RuntimeException failed) {
      tell(failed);
      complete(served);
    }
  }

  private static void complete(Served served) {
    if (served.request().isAsyncStarted()) {
      served.request().getAsyncContext().complete();
    }
  }
}

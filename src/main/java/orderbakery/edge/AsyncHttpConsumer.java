package orderbakery.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpBinding;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.apache.camel.http.common.HttpBinding;
import org.apache.camel.http.common.HttpHelper;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * A consumer whose route may go on later and on another thread: a request that waits keeps no
 * thread. The one of Camel 4.17 holds its thread until the route is done.
 */
final class AsyncHttpConsumer extends SpringBootPlatformHttpConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(AsyncHttpConsumer.class);

  private final Executor requests;
  private final HttpBinding binding = new SpringBootPlatformHttpBinding();

  AsyncHttpConsumer(PlatformHttpEndpoint endpoint, Processor processor, Executor requests) {
    super(endpoint, processor, requests);
    this.requests = requests;
    binding.setHeaderFilterStrategy(endpoint.getHeaderFilterStrategy());
    binding.setFileNameExtWhitelist(endpoint.getFileNameExtWhitelist());
    binding.setUseReaderForPayload(!endpoint.isUseStreaming());
    setExceptionHandler(new Unwritten());
  }

  /** Completes when the answer is written; 503 when the route does not run or too many wait. */
  @Override
  public CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
    CompletableFuture<Void> answered = new CompletableFuture<>();
    try {
      requests.execute(() -> begin(request, response, answered));
    } catch (RejectedExecutionException full) {
      LOG.debug("Too many requests wait for a thread", full);
      refuse(response, answered);
    }
    return answered;
  }

  private void begin(
      HttpServletRequest request, HttpServletResponse response, CompletableFuture<Void> answered) {
    if (!isRunAllowed() || isSuspendingOrSuspended()) {
      refuse(response, answered);
      return;
    }
    try {
      route(request, response, answered);
    } catch (Exception fault) {
      answered.completeExceptionally(fault);
    }
  }

  private static void refuse(HttpServletResponse response, CompletableFuture<Void> answered) {
    try {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      answered.complete(null);
    } catch (IOException fault) {
      answered.completeExceptionally(fault);
    }
  }

  private void route(
      HttpServletRequest request, HttpServletResponse response, CompletableFuture<Void> answered)
      throws Exception {
    Exchange exchange = createExchange(true);
    exchange.setPattern(ExchangePattern.InOut);
    HttpHelper.setCharsetFromContentType(request.getContentType(), exchange);
    // reads the request and makes itself the exchange's message
    exchange.setIn(new PlatformHttpMessage(exchange, binding, request, response));
    createUoW(exchange);
    getAsyncProcessor().process(exchange, inTime -> end(exchange, response, answered));
  }

  private void end(
      Exchange exchange, HttpServletResponse response, CompletableFuture<Void> answered) {
    Exception fault = exchange.getException();
    try {
      if (fault == null) {
        afterProcess(response, exchange);
      } else {
        LOG.error("The route of a request has failed", fault);
        doneUoW(exchange);
        releaseExchange(exchange, false);
        response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      }
      answered.complete(null);
    } catch (Exception unwritten) {
      answered.completeExceptionally(unwritten);
    }
  }

  /** An answer that was not written: mostly the client has gone, which is its right. */
  private static final class Unwritten implements ExceptionHandler {

    @Override
    public void handleException(Throwable fault) {
      handleException("An answer was not written", fault);
    }

    @Override
    public void handleException(String message, Throwable fault) {
      handleException(message, null, fault);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable fault) {
      if (DisconnectedClientHelper.isClientDisconnectedException(fault)) {
        LOG.debug("The client went away before its answer", fault);
      } else {
        LOG.warn(message, fault);
      }
    }
  }
}

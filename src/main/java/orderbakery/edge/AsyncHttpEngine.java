package orderbakery.edge;

import java.util.concurrent.Executor;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;

/** Spring Boot's HTTP engine for Camel, with consumers that let go of the thread while waiting. */
public final class AsyncHttpEngine extends SpringBootPlatformHttpEngine {
  private final Executor requests;

  /**
   * An engine.
   *
   * @param requests begins to handle requests
   */
  public AsyncHttpEngine(int port, Executor requests) {
    super(port, requests);
    this.requests = requests;
  }

  @Override
  public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
    return new AsyncHttpConsumer(endpoint, processor, requests);
  }
}

package orderbakery.websocket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Websockets on the servlet container's own port, under its filters and its security.
 *
 * <p>Camel finds it by its scheme. Spring MVC has to be told where the handshakes go:
 *
 * <pre>{@code
 * @Bean
 * HandlerMapping webSocketHandshakes(CamelContext camel) {
 *   return camel.getComponent("websocket-jsr356", WebSocketComponent.class).handlerMapping();
 * }
 * }</pre>
 */
@Component("websocket-jsr356")
public class WebSocketComponent extends DefaultComponent {

  private final Map<String, Hub> hubs = new ConcurrentHashMap<>();
  private HubThreads threads;

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    String path = remaining.startsWith("/") ? remaining : "/" + remaining;
    WebSocketConfiguration configuration = new WebSocketConfiguration();
    setProperties(configuration, parameters);
    WebSocketEndpoint endpoint = new WebSocketEndpoint(uri, this, path, configuration);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /** Leads requests for the open paths of this component to it; a plain GET is answered 426. */
  public HandlerMapping handlerMapping() {
    return new UpgradeMapping(this::handshake);
  }

  private HttpRequestHandler handshake(String path) {
    Hub hub = hubs.get(path);
    return hub == null ? null : hub.handshake();
  }

  Hub hub(String path) {
    return hubs.computeIfAbsent(path, it -> new Hub(it, threads));
  }

  @Override
  protected void doStart() throws Exception {
    threads = new HubThreads(getCamelContext().getExecutorServiceManager(), this);
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    hubs.values().forEach(Hub::close);
    hubs.clear();
    threads.close();
    super.doStop();
  }
}

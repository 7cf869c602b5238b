package orderbakery.websocket;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.amqp.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.mongo.MongoAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The smallest application with the component in it. It bears no stereotype, so that no scan of
 * another test finds it.
 */
@EnableAutoConfiguration(exclude = {RabbitAutoConfiguration.class, MongoAutoConfiguration.class})
class WebSocketTestApplication {

  static final String HELLO = "hello";

  /** The journals of the paths, by path. */
  static final class Journals {
    private final Map<String, Journal> byPath = new ConcurrentHashMap<>();

    Journal of(String path) {
      return byPath.computeIfAbsent(path, it -> new Journal());
    }
  }

  @Bean
  HandlerMapping webSocketHandshakes(CamelContext camel) {
    return camel.getComponent("websocket-jsr356", WebSocketComponent.class).handlerMapping();
  }

  /** Lets in whoever is on the list, by the header {@code X-Guest}. */
  static final class Guests implements Authorizer {
    final Set<String> list = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<Grant> authorize(HttpServletRequest handshake, HttpServletResponse response)
        throws IOException {
      String name = handshake.getHeader("X-Guest");
      if (name == null || !list.contains(name)) {
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        return Optional.empty();
      }
      return Optional.of(new Grant(name, () -> !list.contains(name)));
    }
  }

  @Bean
  Guests guests() {
    return new Guests();
  }

  @Bean
  Journals journals() {
    return new Journals();
  }

  @Bean
  RouteBuilder routes(Journals journals) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        greets("/events", "");
        greets("/figures", "");
        greets("/small", "maxMessageSize=100");
        greets("/guarded", "allowedOrigins=https://shop.example");
        greets("/slow", "sendBufferLimit=65536&sendTimeout=10s");
        greets("/pinged", "pingInterval=100ms");
        greets("/leaving", "");
        greets("/full", "maxConnections=1");
        greets("/shared", "maxConnectionsPerAddress=1");
        greets("/talkative", "messageRate=3");
        greets("/guests", "authorizer=#guests&subprotocols=tea.v1,tea.v2");
        keepsWaiting("/held", "");
        keepsWaiting("/forgotten", "greetTimeout=200ms");
        keepsWaiting("/bounded", "sendBufferLimit=10");
        from("websocket-jsr356:/faulty")
            .process(journals.of("/faulty"))
            .setHeader(WebSocketConstants.RELEASE, constant(true))
            .setBody(simple("${body.length()}"))
            .to("websocket-jsr356:/faulty");
        from("direct:unhosted").to("websocket-jsr356:unhosted?sendToAll=true");
      }

      private void greets(String path, String options) {
        from("websocket-jsr356:" + path + "?" + options)
            .routeId(path)
            .process(journals.of(path))
            .filter(header(WebSocketConstants.EVENT).isEqualTo(WebSocketConstants.OPEN))
            .setHeader(WebSocketConstants.RELEASE, constant(true))
            .setBody(constant(HELLO))
            .to("websocket-jsr356:" + path);
      }

      private void keepsWaiting(String path, String options) {
        from("websocket-jsr356:" + path + "?" + options).routeId(path).process(journals.of(path));
      }
    };
  }
}

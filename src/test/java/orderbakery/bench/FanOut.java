package orderbakery.bench;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import orderbakery.websocket.WebSocketComponent;
import orderbakery.websocket.WebSocketConstants;
import orderbakery.websocket.WebSocketEndpoint;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.amqp.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.mongo.MongoAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Frames per second from one route to many clients, beside a bare endpoint of the servlet container
 * that does nothing but send, in the same process, one after the other.
 */
final class FanOut {
  private static final int CLIENTS = 200;
  private static final int FRAMES = 4_000;
  private static final int AHEAD = 400;
  private static final int ROUNDS = 4;
  private static final String FRAME = "x".repeat(500);
  private static final int FRAME_BYTES = FRAME.length() + 4;

  /** The component alone, and the bare endpoint. */
  @EnableAutoConfiguration(exclude = {RabbitAutoConfiguration.class, MongoAutoConfiguration.class})
  static class Server {

    @Bean
    HandlerMapping webSocketHandshakes(CamelContext camel) {
      return camel.getComponent("websocket-jsr356", WebSocketComponent.class).handlerMapping();
    }

    @Bean
    RouteBuilder routes() {
      return new RouteBuilder() {
        @Override
        public void configure() {
          from("websocket-jsr356:/feed")
              .filter(header(WebSocketConstants.EVENT).isEqualTo(WebSocketConstants.OPEN))
              .setHeader(WebSocketConstants.RELEASE, constant(true))
              .setBody(constant("hello"))
              .to("websocket-jsr356:/feed");
          from("direct:frames").to("websocket-jsr356:/feed?sendToAll=true");
        }
      };
    }
  }

  /** Sends to each session one frame after the other, as fast as it takes them. */
  public static final class Bare extends Endpoint {
    private record Line(Session session, Semaphore room) {}

    private static final List<Line> LINES = new CopyOnWriteArrayList<>();

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      Line line = new Line(session, new Semaphore(0));
      session.getAsyncRemote().sendText("hello", sent -> line.room().release());
      LINES.add(line);
    }

    static void send(int frames) throws InterruptedException {
      for (int i = 0; i < frames; i++) {
        for (Line line : LINES) {
          line.room().acquire();
          line.session().getAsyncRemote().sendText(FRAME, sent -> line.room().release());
        }
      }
    }
  }

  private FanOut() {}

  /** Figures on standard output. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      hear(Integer.parseInt(arguments[0]), arguments[1]);
      return;
    }
    var application =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Server.class)
                .properties("server.port=0", "spring.config.import=", "management.server.port=-1")
                .run();
    var container =
        (ServerContainer)
            application.getServletContext().getAttribute(ServerContainer.class.getName());
    container.addEndpoint(ServerEndpointConfig.Builder.create(Bare.class, "/bare").build());
    int port = application.getWebServer().getPort();
    CamelContext camel = application.getBean(CamelContext.class);
    double bare = measure(port, "/bare", () -> Bare.send(FRAMES));
    double feed = measure(port, "/feed", () -> sendByRoute(camel));
    System.out.printf(
        Locale.ROOT,
        "fan-out to %d clients, %d bytes: %.0f deliveries/s by a route, %.0f/s by the bare"
            + " container; %.2f of it%n",
        CLIENTS,
        FRAME.length(),
        feed,
        bare,
        feed / bare);
    System.exit(0);
  }

  private interface Sending {
    void run() throws Exception;
  }

  /** The best of some rounds; the first ones warm up. */
  private static double measure(int port, String path, Sending sending) throws Exception {
    Process crowd =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                FanOut.class.getName(),
                String.valueOf(port),
                path)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    double best = 0;
    try (var out = crowd.inputReader()) {
      await(out.readLine(), "connected");
      for (int round = 0; round < ROUNDS; round++) {
        long begun = System.nanoTime();
        sending.run();
        await(out.readLine(), "heard");
        best = Math.max(best, (double) FRAMES * CLIENTS * 1e9 / (System.nanoTime() - begun));
      }
    }
    crowd.waitFor();
    return best;
  }

  private static void await(String line, String expected) {
    if (!expected.equals(line)) {
      throw new IllegalStateException("The clients say " + line + ", not " + expected);
    }
  }

  private static void sendByRoute(CamelContext camel) {
    ProducerTemplate route = camel.createProducerTemplate();
    WebSocketEndpoint feed =
        camel.getEndpoint("websocket-jsr356:/feed?sendToAll=true", WebSocketEndpoint.class);
    long before = feed.getSentFrames();
    for (int i = 1; i <= FRAMES; i++) {
      route.sendBody("direct:frames", FRAME);
      while (feed.getSentFrames() - before < (long) (i - AHEAD) * CLIENTS) {
        LockSupport.parkNanos(50_000);
      }
    }
  }

  private static void hear(int port, String path) throws Exception {
    try (Crowd crowd = new Crowd(port, path, "hello")) {
      crowd.connect(CLIENTS);
      crowd.awaitMarks(30);
      System.out.println("connected");
      for (int round = 0; round < ROUNDS; round++) {
        crowd.awaitBytes((long) FRAMES * FRAME_BYTES);
        System.out.println("heard");
      }
    }
  }
}

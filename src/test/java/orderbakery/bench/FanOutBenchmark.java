package orderbakery.bench;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import orderbakery.websocket.WebSocketComponent;
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
import org.springframework.web.socket.server.standard.ServerEndpointExporter;
import org.springframework.web.socket.server.standard.ServerEndpointRegistration;

/**
 * Frames to 200 clients by a route with the websocket component, and by plain Tomcat sessions on
 * the same port, in turns; all in one process, the clients, too.
 */
final class FanOutBenchmark {
  private static final String CONFIG = "src/test/resources/websocket-test.json";
  private static final int CLIENTS = 200;
  private static final int FRAMES = 10_000;
  private static final int ROUNDS = 3;

  /** Frames that the route may be ahead of the clients: well below what a peer's queue holds. */
  private static final int AHEAD = 400;

  private static final List<Session> SESSIONS = new CopyOnWriteArrayList<>();

  private final int port;
  private final ProducerTemplate camel;
  private final String frame;

  private FanOutBenchmark(int port, ProducerTemplate camel, String frame) {
    this.port = port;
    this.camel = camel;
    this.frame = frame;
  }

  public static void main(String[] arguments) throws Exception {
    var application =
        new SpringApplicationBuilder(Application.class)
            .run("--CONFIG_FILE=" + CONFIG, "--server.port=0");
    FanOutBenchmark run =
        new FanOutBenchmark(
            ((ServletWebServerApplicationContext) application).getWebServer().getPort(),
            application.getBean(ProducerTemplate.class),
            Files.readAllLines(Path.of("demo", "northwind-orders.jsonl")).get(0));
    run.report();
    System.exit(0);
  }

  private void report() throws Exception {
    List<Rates> all = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      all.add(new Rates(component(), tomcat(1), tomcat(2)));
    }
    all.remove(0);
    double limit = Math.max(median(all, Rates::oneThread), median(all, Rates::twoThreads));
    System.out.printf(
        Locale.ROOT,
        "%d clients, frames of %d bytes: %.0f deliveries/s; Tomcat alone %.0f on one thread, %.0f on"
            + " two; the component reaches %.2f of its best%n"
            + "encoding a frame: %.0f ns of the %.0f ns that a delivery takes%n",
        CLIENTS,
        frame.length(),
        median(all, Rates::component),
        median(all, Rates::oneThread),
        median(all, Rates::twoThreads),
        median(all, Rates::component) / limit,
        encodingNanos(),
        1e9 / median(all, Rates::component));
  }

  private static double median(List<Rates> all, ToDoubleFunction<Rates> which) {
    return all.stream().mapToDouble(which).sorted().toArray()[all.size() / 2];
  }

  /** Deliveries per second. */
  private record Rates(double component, double oneThread, double twoThreads) {}

  private double component() throws Exception {
    AtomicLong heard = new AtomicLong();
    try (Crowd crowd =
        new Crowd(port, "/component", (buffer, from, size) -> heard.incrementAndGet())) {
      crowd.join(CLIENTS);
      heard.set(0);
      long begun = System.nanoTime();
      for (int i = 0; i < FRAMES; i++) {
        awaitHeard(heard, i - AHEAD);
        camel.sendBody("direct:everyone", frame);
      }
      awaitHeard(heard, FRAMES);
      return rate(begun);
    }
  }

  private double tomcat(int threads) throws Exception {
    AtomicLong heard = new AtomicLong();
    try (Crowd crowd =
        new Crowd(port, "/tomcat", (buffer, from, size) -> heard.incrementAndGet())) {
      crowd.join(CLIENTS);
      heard.set(0);
      long begun = System.nanoTime();
      List<Thread> senders =
          IntStream.range(0, threads)
              .mapToObj(part -> new Thread(() -> sendToPart(part, threads)))
              .toList();
      senders.forEach(Thread::start);
      awaitHeard(heard, FRAMES);
      double rate = rate(begun);
      for (Thread sender : senders) {
        sender.join();
      }
      SESSIONS.clear();
      return rate;
    }
  }

  private void sendToPart(int part, int parts) {
    try {
      for (int i = 0; i < FRAMES; i++) {
        for (int to = part; to < CLIENTS; to += parts) {
          SESSIONS.get(to).getBasicRemote().sendText(frame);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void awaitHeard(AtomicLong heard, int frames) {
    while (heard.get() < (long) frames * CLIENTS) {
      LockSupport.parkNanos(100_000);
    }
  }

  private static double rate(long begun) {
    return (double) FRAMES * CLIENTS / ((System.nanoTime() - begun) / 1e9);
  }

  private double encodingNanos() {
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
    long begun = 0;
    int times = 1_000_000;
    for (int i = -times; i < times; i++) {
      begun = i == 0 ? System.nanoTime() : begun;
      encoder.reset().encode(CharBuffer.wrap(frame), bytes.clear(), true);
    }
    return (double) (System.nanoTime() - begun) / times;
  }

  /** Greets and keeps its session. */
  static final class PlainEndpoint extends Endpoint {
    @Override
    public void onOpen(Session session, EndpointConfig config) {
      SESSIONS.add(session);
      try {
        session.getBasicRemote().sendText("hello");
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /** The two paths. */
  @EnableAutoConfiguration(exclude = {RabbitAutoConfiguration.class, MongoAutoConfiguration.class})
  static class Application {

    @Bean
    HandlerMapping handshakes(CamelContext camel) {
      return camel.getComponent("websocket-jsr356", WebSocketComponent.class).handlerMapping();
    }

    @Bean
    ServerEndpointExporter exporter() {
      return new ServerEndpointExporter();
    }

    @Bean
    ServerEndpointRegistration plain() {
      return new ServerEndpointRegistration("/tomcat", new PlainEndpoint());
    }

    @Bean
    RouteBuilder routes() {
      return new RouteBuilder() {
        @Override
        public void configure() {
          from("websocket-jsr356:/component")
              .filter(header("CamelWebSocketEvent").isEqualTo("OPEN"))
              .setHeader("CamelWebSocketRelease", constant(true))
              .setBody(constant("hello"))
              .to("websocket-jsr356:/component");
          from("direct:everyone").to("websocket-jsr356:/component?sendToAll=true");
        }
      };
    }
  }
}

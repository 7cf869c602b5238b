package orderbakery.bench;

import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import orderbakery.OrderBakery;
import orderbakery.api.CommandPublisher;
import orderbakery.api.DocumentWriter;
import orderbakery.api.Intake;
import orderbakery.api.StoredDocuments;
import orderbakery.api.Submission;
import orderbakery.component.Caller;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.Query;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.startup.Tomcat;
import org.bson.Document;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * What the edge costs: CPU of the threads that serve requests, by the product and by a bare servlet
 * that does the same on the same Tomcat, without filters, engine and routes, in turns.
 */
final class EdgeBenchmark {
  private static final int CLIENTS = 8;
  private static final int ROUNDS = 5;
  private static final Duration AT_WORK_WITHIN = Duration.ofMinutes(2);
  private static final String ID = "0193a1b2-0000-7000-8000-000000000001";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final String address;
  private final String order;
  private final int requests;

  private EdgeBenchmark(int port, String order, int requests) {
    this.address = "http://127.0.0.1:" + port;
    this.order = order;
    this.requests = requests;
  }

  /** The first argument is how many requests a turn has. */
  public static void main(String[] arguments) throws Exception {
    String order = Files.readAllLines(Path.of("demo", "northwind-orders.jsonl")).get(0);
    var application =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(OrderBakery.class, Bare.class)
                .run(
                    "--bakery.roles=orders-api",
                    "--bakery.demo=false",
                    "--bakery.data-directory=" + Files.createTempDirectory("edge-benchmark"),
                    "--server.port=0",
                    "--management.server.port=0");
    application
        .getBean("presentationDatabase", MongoDatabase.class)
        .getCollection("orders")
        .insertOne(
            Document.parse(order)
                .append("_id", ID)
                .append("id", ID)
                .append("version", 1L)
                .append("status", "PLACED")
                .append("deleted", false));
    new EdgeBenchmark(application.getWebServer().getPort(), order, Integer.parseInt(arguments[0]))
        .report();
    System.exit(0);
  }

  private void report() throws Exception {
    awaitWork();
    List<Turn> turns = new ArrayList<>();
    for (int round = 0; round < 2 * ROUNDS; round++) {
      turns.add(
          new Turn(
              micros(() -> post("/bare")),
              micros(() -> post("/order")),
              micros(() -> get("/bare/" + ID)),
              micros(() -> get("/order/" + ID))));
    }
    List<Turn> warm = turns.subList(ROUNDS, turns.size());
    print("POST", median(warm.stream().map(Turn::barePost)), median(warm.stream().map(Turn::post)));
    print("GET", median(warm.stream().map(Turn::bareGet)), median(warm.stream().map(Turn::get)));
  }

  /** CPU in microseconds per request. */
  private record Turn(double barePost, double post, double bareGet, double get) {}

  private static void print(String what, double bare, double edge) {
    System.out.printf(
        Locale.ROOT,
        "%s: %.0f us of CPU, a bare servlet %.0f us: %.2f x%n",
        what,
        edge,
        bare,
        edge / bare);
  }

  private static double median(java.util.stream.Stream<Double> values) {
    return values.sorted().toList().get(ROUNDS / 2);
  }

  private void awaitWork() {
    await().atMost(AT_WORK_WITHIN).until(() -> get("/order/" + ID) == 200);
  }

  private double micros(Callable<Integer> request) throws Exception {
    long before = servingNanos();
    List<Future<?>> all = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      all.add(clients.submit(() -> repeat(request)));
    }
    for (Future<?> each : all) {
      each.get();
    }
    long taken = servingNanos() - before;
    if (taken == 0) {
      throw new IllegalStateException("No thread that serves requests was found");
    }
    return taken / 1000.0 / requests;
  }

  private Void repeat(Callable<Integer> request) throws Exception {
    for (int i = 0; i < requests / CLIENTS; i++) {
      int status = request.call();
      if (status >= 300) {
        throw new IllegalStateException("Answered " + status);
      }
    }
    return null;
  }

  private int post(String path) throws Exception {
    return status(
        java.net.http.HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(order))
            .build());
  }

  private int get(String path) throws Exception {
    return status(java.net.http.HttpRequest.newBuilder(URI.create(address + path)).build());
  }

  private int status(java.net.http.HttpRequest request) throws Exception {
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    return response.statusCode();
  }

  private long servingNanos() {
    long sum = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith("http-requests-")) {
        sum += threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return sum;
  }

  /** Stands beside the application, so none of its filters sees these requests. */
  static final class Bare {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bareServlet(
        @Qualifier("order-intake") ObjectProvider<Intake> intake,
        ObjectProvider<CommandPublisher> publisher,
        ObjectProvider<StoredDocuments> stored,
        ObjectProvider<DocumentWriter> documents) {
      HttpServlet servlet = new BareServlet(intake, publisher, stored, documents);
      return tomcat ->
          tomcat.addContextCustomizers(
              context -> {
                Context bare = new Tomcat().addContext((Host) context.getParent(), "/bare", null);
                Tomcat.addServlet(bare, "bare", servlet);
                bare.addServletMappingDecoded("/*", "bare");
              });
    }
  }

  private static final class BareServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient ObjectProvider<Intake> intake;
    private final transient ObjectProvider<CommandPublisher> publisher;
    private final transient ObjectProvider<StoredDocuments> stored;
    private final transient ObjectProvider<DocumentWriter> documents;

    BareServlet(
        ObjectProvider<Intake> intake,
        ObjectProvider<CommandPublisher> publisher,
        ObjectProvider<StoredDocuments> stored,
        ObjectProvider<DocumentWriter> documents) {
      this.intake = intake;
      this.publisher = publisher;
      this.stored = stored;
      this.documents = documents;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      byte[] body = request.getInputStream().readAllBytes();
      Submission submission =
          intake
              .getObject()
              .take(
                  new HttpRequest(
                      Caller.ANONYMOUS,
                      "POST",
                      "/order",
                      Map.of(),
                      Map.of(),
                      Query.of(null),
                      body));
      publisher.getObject().publish(submission);
      response.setStatus(202);
      response.setHeader("Location", "/order/" + submission.command().entityId());
      response.setHeader("Link", "</command/" + submission.commandId() + ">; rel=\"monitor\"");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Map<String, Object> found =
          stored.getObject().entity("order", request.getPathInfo().substring(1), null);
      byte[] body = documents.getObject().json(found);
      response.setHeader("ETag", "\"v" + found.get("version") + "\"");
      response.setContentType("application/json");
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}

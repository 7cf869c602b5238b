package orderbakery.bench.compare;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A programme that takes orders, in one process or more, until it is closed. */
final class Contender implements AutoCloseable {
  private static final int READY_WITHIN_SECONDS = 180;
  private static final String JAR =
      System.getenv().getOrDefault("ORDER_BAKERY_JAR", "target/order-bakery.jar");
  private static final List<String> JAVA =
      List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g");

  private final String name;
  private final Path output;
  private final List<Process> processes = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private int port;
  private int feedPort;
  private int managementPort;

  /**
   * None of its processes runs yet.
   *
   * @param output folder for what its processes print
   */
  Contender(String name, Path output) {
    this.name = name;
    this.output = output;
  }

  /** Starts a process, and waits until it is ready; the first one takes the orders. */
  Contender with(List<String> command, Map<String, String> environment) throws Exception {
    return with(command, environment, "/order/none");
  }

  /** Order Bakery, with these roles; an empty variable takes one of ours away. */
  Contender withOrderBakery(String roles, Map<String, String> environment) throws Exception {
    return withOrderBakery(List.of("-jar", JAR), roles, environment);
  }

  /** Order Bakery, started by these arguments of java. */
  Contender withOrderBakery(List<String> start, String roles, Map<String, String> environment)
      throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.put("BAKERY_ROLES", roles);
    all.put("BAKERY_DEMO", "false");
    all.put("BAKERY_DATA_DIRECTORY", Files.createTempDirectory("bench").toString());
    return with(start, all, "/actuator/health/readiness");
  }

  private Contender with(List<String> arguments, Map<String, String> environment, String path)
      throws Exception {
    int own = freePort();
    int management = freePort();
    List<String> command = new ArrayList<>(JAVA);
    arguments.forEach(it -> command.add(it.replace("PORT", String.valueOf(own))));
    File log = output.resolve(name + "-" + processes.size() + ".log").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(Redirect.to(log));
    builder.environment().putAll(environment);
    builder.environment().values().removeIf(String::isEmpty);
    builder.environment().put("SERVER_PORT", String.valueOf(own));
    builder.environment().put("MANAGEMENT_SERVER_PORT", String.valueOf(management));
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    processes.add(process);
    awaitReady(process, path.startsWith("/actuator") ? management : own, path);
    port = port == 0 ? own : port;
    managementPort = managementPort == 0 ? management : managementPort;
    feedPort = own;
    return this;
  }

  private void awaitReady(Process process, int at, String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_WITHIN_SECONDS);
    while (!isAnswered(request)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException(name + " does not start, see " + output);
      }
      LockSupport.parkNanos(100_000_000);
    }
  }

  private boolean isAnswered(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() != 503;
    } catch (IOException e) {
      return false; // nobody listens yet
    }
  }

  String name() {
    return name;
  }

  /** Where it takes orders. */
  int port() {
    return port;
  }

  /** Where its websocket is. */
  int feedPort() {
    return feedPort;
  }

  /** A figure that its first process measures of itself: the sum of all series of that name. */
  double metric(String series) throws IOException, InterruptedException {
    URI metrics = URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus");
    return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofLines())
        .body()
        .filter(it -> it.startsWith(series + "{") || it.startsWith(series + " "))
        .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' '))))
        .sum();
  }

  /** The id of its first process. */
  long pid() {
    return processes.get(0).pid();
  }

  /** Runs jcmd on its first process, and answers what that prints. */
  String jcmd(String command) throws IOException, InterruptedException {
    return Commands.output(
        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
        String.valueOf(pid()),
        command);
  }

  /** Seconds of CPU of all its processes so far. */
  double cpuSeconds() {
    return processes.stream().mapToDouble(it -> Cpu.seconds(it.toHandle())).sum();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    processes.forEach(it -> it.onExit().join());
  }
}

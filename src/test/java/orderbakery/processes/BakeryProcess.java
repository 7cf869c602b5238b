package orderbakery.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The application in a process of its own, ended as an operator or a crash would end it. */
final class BakeryProcess implements AutoCloseable {
  private static final Path OUTPUT = Path.of("target", "processes");

  private final String name;
  private final Process process;
  private final Path output;
  private final long outputBefore;
  private final BakeryClient client;
  private final BakeryClient management;

  private BakeryProcess(
      String name, Process process, Path output, long outputBefore, int port, int managementPort) {
    this.name = name;
    this.process = process;
    this.output = output;
    this.outputBefore = outputBefore;
    this.client = BakeryClient.toTheApi(port);
    this.management = BakeryClient.toTheManagement(managementPort);
  }

  /**
   * Starts a process and does not wait for it.
   *
   * @param name of the file in target/processes that gets its output
   */
  static BakeryProcess start(String name, Surroundings surroundings) throws IOException {
    return start(name, surroundings, Ports.free());
  }

  /** The same, with its API on this port. */
  static BakeryProcess start(String name, Surroundings surroundings, int port) throws IOException {
    int managementPort = Ports.free();
    File output = outputOf(name);
    long outputBefore = output.length();
    ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
    builder.redirectOutput(Redirect.appendTo(output));
    surroundings.applyTo(builder.environment());
    builder.environment().put("SERVER_PORT", String.valueOf(port));
    builder.environment().put("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort));
    Process process = builder.start();
    // for a test run that is ended from outside, where no test tidies up
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new BakeryProcess(name, process, output.toPath(), outputBefore, port, managementPort);
  }

  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", // as spring-boot:run does: it lives for a minute
        "-Djdk.serialFilter=!*", // as it does, too, and the image
        "-cp",
        mainClassPath(),
        "orderbakery.OrderBakery");
  }

  /** Without the folder of the tests, whose logging would hide that of the application. */
  private static String mainClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static File outputOf(String name) throws IOException {
    return Files.createDirectories(OUTPUT).resolve(name + ".log").toFile();
  }

  /** Waits until it is at work. */
  BakeryProcess awaitReady() {
    return awaitReadiness(200);
  }

  /** Waits until its health says that it cannot work, as opposed to no answer at all. */
  BakeryProcess awaitDown() {
    return awaitReadiness(503);
  }

  private BakeryProcess awaitReadiness(int status) {
    await(name + " answers " + status + " to /actuator/health/readiness")
        .atMost(Patience.START)
        .pollInterval(Duration.ofMillis(50))
        .failFast(name + " has ended, see " + OUTPUT, () -> !process.isAlive())
        .until(() -> readiness() == status);
    return this;
  }

  /** The status that /actuator/health/readiness answers: 200 for UP, 503 for DOWN. */
  int readiness() {
    return management.statusOf("/actuator/health/readiness");
  }

  BakeryClient client() {
    return client;
  }

  /** Requests to the port of operators. */
  BakeryClient management() {
    return management;
  }

  /** The CPU time that it has used so far. */
  Duration cpuTime() {
    return process.toHandle().info().totalCpuDuration().orElseThrow();
  }

  /** Ends it without a chance to tidy up, as kill -9 does. */
  void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /** Asks it to end, as SIGTERM does, and waits until it has. */
  void stop() throws InterruptedException {
    process.toHandle().destroy();
    awaitEnd();
  }

  /** Waits until it has ended, and returns its status. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(Patience.START.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError(name + " does not end");
    }
    return process.exitValue();
  }

  /** The lines that it has written so far. */
  List<String> output() throws IOException {
    byte[] all = Files.readAllBytes(output);
    int from = Math.toIntExact(outputBefore);
    return new String(all, from, all.length - from, UTF_8).lines().toList();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}

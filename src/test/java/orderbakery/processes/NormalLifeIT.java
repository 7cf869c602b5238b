package orderbakery.processes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees: a calm log of a life without faults, and one line of one that fails. */
class NormalLifeIT {
  private static final String OPEN = "Open to everybody on this machine";
  private static final String ORDER = "{\"products\": [{\"name\": \"Beans\", \"price\": 3}]}";
  private static final String PLACE =
      lines(
          """
          POST /order HTTP/1.1
          Host: localhost
          Content-Type: application/json
          Content-Length: %s
          Prefer: %s

          %s""");
  private static final String LISTEN =
      lines(
          """
          GET /order-events HTTP/1.1
          Host: localhost
          Connection: Upgrade
          Upgrade: websocket
          Sec-WebSocket-Version: 13
          Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==

          """);

  @RegisterExtension final Processes processes = new Processes("life");
  @TempDir Path directory;

  @Test
  void logsNoWarningFromItsStartToItsEndAndCreatesTheProductsOfTheDemoOnce() throws Exception {
    Path data = directory.resolve("data");
    Surroundings demo = Surroundings.embedded(data).with("BAKERY_DEMO", "true");
    int port = Ports.free();
    BakeryProcess bakery = processes.start("normal", demo, port).awaitReady();
    String placed = bakery.client().placeAndWait().orderId();

    clientsGoAway(port);

    assertThat(bakery.client().placeAndWait().status()).isEqualTo(201);
    assertThat(bakery.client().note(placed, "soon").status()).isEqualTo(202);
    bakery.client().awaitVersions(Map.of(placed, 2L));
    assertThat(readableByOthers(data)).isEmpty();
    refusesASecondProcess(data);
    await().untilAsserted(() -> assertThat(products(bakery)).hasSize(77));
    String gone = products(bakery).get(76).at("/id").asText();
    assertThat(bakery.client().send("DELETE", "/product/" + gone, "application/json", "").status())
        .isEqualTo(202);
    await().untilAsserted(() -> assertThat(products(bakery)).hasSize(76));
    try (Listener listener = bakery.client().listen()) {
      assertThat(listener.isConnected()).isTrue();
      bakery.stop();
    }
    assertThat(bakery.output()).anyMatch(line -> line.contains("at work on"));
    assertThat(bakery.output()).filteredOn(NormalLifeIT::tellsOfTheDemo).hasSize(1);
    assertThat(bakery.output()).filteredOn(line -> line.contains(OPEN)).hasSize(1);
    assertThat(bakery.output()).noneMatch(NormalLifeIT::isNoise);

    BakeryProcess again = processes.start("again", demo).awaitReady();

    assertThat(again.client().placeAndWait().status()).isEqualTo(201);
    assertThat(products(again)).hasSize(76);
    assertThat(again.output()).noneMatch(NormalLifeIT::tellsOfTheDemo);
    assertThat(again.output()).noneMatch(NormalLifeIT::isNoise);
  }

  private static boolean tellsOfTheDemo(String line) {
    return line.contains("products of the demo");
  }

  private static JsonNode products(BakeryProcess bakery) throws Exception {
    return bakery.client().get("/product?limit=200").json();
  }

  @Test
  void endsWithOneLineWhenItsPortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      endsWith(
          processes.start("port", Surroundings.embedded(directory), port),
          "port " + port + " is in use");
    }
  }

  @Test
  void endsWithOneLineForAMistakeInTheSettings() throws Exception {
    Surroundings well = Surroundings.embedded(directory);
    BakeryProcess unknown = processes.start("unknown", well.with("BAKERY_PARTITONS", "3"));
    BakeryProcess tooMany = processes.start("many", well.with("BAKERY_PARTITIONS", "33"));
    BakeryProcess noFile = processes.start("none", well.with("CONFIG_FILE", "none.json"));

    endsWith(unknown, "BAKERY_PARTITONS");
    endsWith(tooMany, "bakery.partitions must be 1 to 32, not 33");
    endsWith(noFile, "none.json");
  }

  private void refusesASecondProcess(Path data) throws Exception {
    BakeryProcess second = processes.start("second", Surroundings.embedded(data));
    endsWith(second, data.resolve("store") + " is in use by another process");
  }

  private static void endsWith(BakeryProcess process, String reason) throws Exception {
    assertThat(process.awaitEnd()).isEqualTo(1);
    assertThat(process.output())
        .singleElement()
        .asString()
        .contains("The process cannot start: ", reason);
  }

  /** In the middle of a request, before the answer, before all of it is read, and while told. */
  private static void clientsGoAway(int port) throws IOException {
    String order = PLACE.formatted(ORDER.length(), "handling=strict", ORDER);
    String waiting = PLACE.formatted(ORDER.length(), "wait=10", ORDER);
    try (Socket listening = sent(port, LISTEN)) {
      for (String request :
          List.of(
              "POST /order HT",
              PLACE.formatted(1000, "handling=strict", ORDER),
              order,
              waiting,
              "GET /order HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(30),
              "GET /openapi.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(30),
              LISTEN)) {
        for (int resets = 0; resets < 3; resets++) {
          reset(sent(port, request));
        }
      }
      reset(listening);
    }
  }

  /** As HTTP ends them. */
  private static String lines(String text) {
    return text.replace("\n", "\r\n");
  }

  private static Socket sent(int port, String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    return socket;
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** The one warning: that nobody is asked who he is is for the operator to know. */
  private static boolean isNoise(String line) {
    return (line.contains(" WARN ") && !line.contains(OPEN))
        || line.contains(" ERROR ")
        || line.startsWith("\tat ");
  }

  private static List<String> readableByOthers(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .map(file -> permissions(file) + " " + file)
          .filter(it -> !it.substring(3, 9).equals("------"))
          .toList();
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

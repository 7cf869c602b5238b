package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import orderbakery.fixtures.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files pass through a process without ever being in its memory as a whole: I8. */
class FilesMemoryIT {
  private static final int LARGEST = 25 * 1024 * 1024;
  private static final int AT_ONCE = 20;

  /** Both servers have their share of it; all uploads together would take 500 MiB. */
  private static final String HEAP = "-Xmx300m -XX:+ExitOnOutOfMemoryError";

  @RegisterExtension final Processes processes = new Processes("files-memory");

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void livesThroughTwentyUploadsAndDownloadsAtOnce() throws Exception {
    int port = Ports.free();
    BakeryProcess bakery =
        processes
            .start(
                "small-heap",
                Surroundings.embedded(folder.resolve("data")).with("JAVA_TOOL_OPTIONS", HEAP),
                port)
            .awaitReady();
    Answer placed = bakery.client().placeAndWait();
    URI files = URI.create("http://127.0.0.1:" + port + "/order/" + placed.orderId() + "/file");
    byte[] bytes = new byte[LARGEST];
    new Random(LARGEST).nextBytes(bytes);
    Path scan = Files.write(folder.resolve("scan"), bytes);

    List<String> commands =
        IntStream.range(0, AT_ONCE)
            .mapToObj(number -> upload(files, number, scan))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(bakery.client().get(commands.get(0)).status()).isEqualTo(200);
    bakery.client().awaitVersions(Map.of(placed.orderId(), 1L + AT_ONCE));

    List<HttpResponse<Path>> downloads =
        commands.stream()
            .map(command -> download(files, command.replace("/command/", "")))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(downloads)
        .allSatisfy(
            it -> {
              assertThat(it.statusCode()).isEqualTo(200);
              assertThat(Files.mismatch(it.body(), scan)).isEqualTo(-1);
            });
    assertThat(bakery.readiness()).isEqualTo(200);
  }

  /** The path of the receipt. */
  private CompletableFuture<String> upload(URI files, int number, Path scan) {
    try {
      return http.sendAsync(
              HttpRequest.newBuilder(URI.create(files + "?name=scan-" + number))
                  .timeout(Duration.ofMinutes(2))
                  .header("Content-Type", "image/tiff")
                  .POST(BodyPublishers.ofFile(scan))
                  .build(),
              BodyHandlers.ofString())
          .thenApply(
              answer -> {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                return answer
                    .headers()
                    .firstValue("Link")
                    .orElseThrow()
                    .replaceAll("<(.*)>.*", "$1");
              });
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CompletableFuture<HttpResponse<Path>> download(URI files, String id) {
    return http.sendAsync(
        HttpRequest.newBuilder(URI.create(files + "/" + id)).timeout(Duration.ofMinutes(2)).build(),
        BodyHandlers.ofFile(folder.resolve("down-" + id)));
  }
}

package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.FaultProxy;
import orderbakery.fixtures.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Files of orders whose bytes are in a bucket of S3. */
@TestPropertySource(properties = "bakery.files.store=s3")
@DirtiesContext
class FilesInS3IT extends FlowTest {
  private static final String ENDPOINT = "S3_ENDPOINT";

  private static FaultProxy line;

  @Value("${bakery.data-directory}")
  private Path data;

  /** As variables of the environment, which a test cannot set. */
  @BeforeAll
  static void nameTheServer() throws IOException {
    URI server = S3Server.endpoint();
    line = FaultProxy.to(server.getHost(), server.getPort());
    S3Server.settings().forEach((name, value) -> System.setProperty(name, value.toString()));
    System.setProperty(ENDPOINT, "http://127.0.0.1:" + line.port());
  }

  @AfterAll
  static void forgetTheServer() throws IOException {
    S3Server.settings().keySet().forEach(System::clearProperty);
    line.close();
  }

  @Test
  void keepsAFileInTheBucketAlone() throws IOException {
    byte[] bytes = random(300_000);
    String id = bakery.placed(anOrder().of(1, "Beans").body());

    Answer changed = attach(id, bytes);

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    String file = onlyFile(changed);
    assertThat(download(id, file).body()).isEqualTo(bytes);
    Answer part = download(id, file, "Range", "bytes=1000-1999");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 1000, 2000));
    assertThat(inTheDataFolder()).isEmpty();
  }

  @Test
  void refusesFilesAndNothingElseWhileS3IsAway() {
    byte[] bytes = random(100_000);
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    String file = onlyFile(attach(id, bytes));
    String key = UUID.randomUUID().toString();
    line.set(FaultProxy.Mode.DROP);
    try {
      Answer upload = attach(id, bytes, "Idempotency-Key", key);
      Answer download = download(id, file);

      upload.assertProblem(503, "unavailable");
      assertThat(upload.header("Retry-After")).isNotNull();
      download.assertProblem(503, "unavailable");
      assertThat(download.header("Retry-After")).isNotNull();
      bakery.placed(anOrder().of(1, "Beans").body());
      assertThat(management.send("GET", "/actuator/health/readiness").status()).isEqualTo(200);
      assertThat(management.send("GET", "/actuator/health").text())
          .contains("S3: the connection was cut");
    } finally {
      line.set(FaultProxy.Mode.PASS);
    }

    Answer again = attach(id, bytes, "Idempotency-Key", key);
    assertThat(again.status()).as(again.text()).isEqualTo(200);
    assertThat(download(id, file).body()).isEqualTo(bytes);
    await()
        .untilAsserted(
            () ->
                assertThat(management.send("GET", "/actuator/health").text())
                    .doesNotContain("S3: "));
  }

  private Answer attach(String id, byte[] bytes, String... headers) {
    Stream<String> all =
        Stream.concat(
            Stream.of("Content-Type", "application/pdf", "Prefer", "wait=20"), Stream.of(headers));
    return bakery.send(
        "POST", "/order/" + id + "/file?name=a.pdf", bytes, all.toArray(String[]::new));
  }

  private Answer download(String id, String file, String... headers) {
    return bakery.send("GET", "/order/" + id + "/file/" + file, headers);
  }

  private static String onlyFile(Answer changed) {
    List<?> files = (List<?>) changed.object().get("files");
    assertThat(files).hasSize(1);
    return ((Map<?, ?>) files.get(0)).get("id").toString();
  }

  private List<Path> inTheDataFolder() throws IOException {
    Path folder = data.resolve("files");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random().nextBytes(bytes);
    return bytes;
  }
}

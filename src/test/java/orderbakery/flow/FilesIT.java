package orderbakery.flow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import orderbakery.files.FileKey;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.Http;
import orderbakery.fixtures.RawAnswer;
import orderbakery.fixtures.RawHttp;
import orderbakery.operate.sweeps.NamedFiles;
import orderbakery.store.MongoNamedFiles;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Files of orders and products, from the upload to the frame, the download and the end. */
@Import({Crashes.class, OwnersIT.Named.class})
@TestPropertySource(
    properties = {
      "bakery.files.size-limit=1MB",
      "bakery.files.keep=0s",
      "bakery.sweeps.rest-after=1s",
      "bakery.sweeps.files-cron=* * * * * ?",
      "bakery.sweeps.missing-files-cron=* * * * * ?"
    })
@DirtiesContext
class FilesIT extends FlowTest {
  private static final String PDF = "application/pdf";
  private static final int LIMIT = 1024 * 1024;
  private static final byte[] INVOICE = "%PDF-1.7 an invoice".getBytes(UTF_8);

  @Autowired private Crashes crashes;
  @Autowired private MeterRegistry meters;
  @LocalServerPort private int port;

  @Value("${bakery.data-directory}")
  private Path data;

  private List<String> keptBefore;

  @BeforeEach
  void count() throws IOException {
    keptBefore = kept();
  }

  @Test
  void keepsAFileAndTellsItToAll() throws Exception {
    byte[] bytes = random(300_000);
    String id = anOrderOf("");
    try (Listening client = bakery.listen("id=" + id + "&type=order.updated")) {
      Answer changed = attach(id, "scan 1.png", "image/png", bytes, "Prefer", "wait=20");

      assertThat(changed.status()).as(changed.text()).isEqualTo(200);
      assertThat(changed.header("ETag")).isEqualTo("\"v2\"");
      Map<String, Object> file = onlyFile(changed.object());
      assertThat(file)
          .containsEntry("id", changed.commandId())
          .containsEntry("name", "scan 1.png")
          .containsEntry("type", "image/png")
          .containsEntry("size", 300_000)
          .containsEntry("sha256", sha256(bytes));
      Map<String, Object> frame = client.awaitAbout(id, 1).get(0);
      assertThat(frame).containsEntry("type", "order.updated").containsEntry("entityversion", 2);
      assertThat(((Map<?, ?>) frame.get("data")).get("files")).isEqualTo(List.of(file));
      assertThat(download(id, file).body()).isEqualTo(bytes);
      assertThat(stored.awaitStatuses(id, "EXECUTED", "EXECUTED").get(1).get("payload").toString())
          .contains(changed.commandId(), "scan 1.png");
    }
  }

  @Test
  void takesTheFileOutOfAForm() throws Exception {
    byte[] bytes = random(200_000);
    String id = anOrderOf("");
    byte[] form =
        form(
            "Content-Disposition: form-data; name=\"file\"; filename=\"r\u00e4.csv\"\r\nContent-Type: text/csv",
            bytes);

    Answer changed =
        bakery.send(
            "POST",
            "/order/" + id + "/file",
            form,
            "Content-Type",
            "multipart/form-data; boundary=XX",
            "Prefer",
            "wait=20");

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    Map<String, Object> file = onlyFile(changed.object());
    assertThat(file)
        .containsEntry("name", "r\u00e4.csv")
        .containsEntry("type", "text/csv")
        .containsEntry("size", 200_000);
    Answer answer = download(id, file);
    assertThat(answer.body()).isEqualTo(bytes);
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"r_.csv\"; filename*=UTF-8''r%C3%A4.csv");
  }

  @Test
  void answersAPartOrNothingToWhoeverHasTheRest() {
    byte[] bytes = random(10_000);
    String id = anOrderOf("");
    Map<String, Object> file = attached(id, "a.bin", "application/x-thing", bytes);
    String tag = "\"" + file.get("sha256") + "\"";

    assertThat(download(id, file).header("ETag")).isEqualTo(tag);
    assertThat(download(id, file).header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(download(id, file, "If-None-Match", tag).status()).isEqualTo(304);
    assertPart(download(id, file, "Range", "bytes=100-199"), bytes, 100, 200);
    assertPart(download(id, file, "Range", "bytes=9990-"), bytes, 9990, 10_000);
    assertPart(download(id, file, "Range", "bytes=-5"), bytes, 9995, 10_000);
    assertPart(download(id, file, "Range", "bytes=0-0", "If-Range", tag), bytes, 0, 1);
    assertThat(download(id, file, "Range", "bytes=0-0", "If-Range", "\"x\"").body())
        .isEqualTo(bytes);
    assertThat(download(id, file, "Range", "bytes=0-1,5-6").body()).isEqualTo(bytes);
    Answer behind = download(id, file, "Range", "bytes=10000-");
    behind.assertProblem(416, "range-not-satisfiable");
    assertThat(behind.header("Content-Range")).isEqualTo("bytes */10000");
    Answer head = bakery.send("HEAD", path(id, file));
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("10000");
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "text/html,                application/octet-stream",
    "image/svg+xml,            application/octet-stream",
    "application/xhtml+xml,    application/octet-stream",
    "text/javascript,          application/octet-stream",
    "text/xml,                 application/octet-stream",
    "text/plain; charset=utf-8, text/plain;charset=utf-8",
    "image/png,                image/png"
  })
  void sendsNothingThatABrowserMightRun(String type, String sent) {
    String id = anOrderOf("");

    Answer answer = download(id, attached(id, "page", type, INVOICE));

    assertThat(answer.header("Content-Type").replace("; ", ";")).isEqualTo(sent);
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Disposition")).startsWith("attachment;");
  }

  @Test
  void takesAFileAwayOnce() {
    String id = anOrderOf("");
    Map<String, Object> file = attached(id, "a.pdf", PDF, INVOICE);

    Answer gone = bakery.send("DELETE", path(id, file), "Prefer", "wait=20");

    assertThat(gone.status()).as(gone.text()).isEqualTo(200);
    assertThat(gone.object()).containsEntry("version", 3).doesNotContainKey("files");
    download(id, file).assertProblem(410, "file-deleted");
    bakery.send("DELETE", path(id, file), "Prefer", "wait=20").assertProblem(404, "unknown-file");
    bakery
        .send("GET", "/order/" + id + "/file/" + UUID.randomUUID())
        .assertProblem(404, "unknown-file");
    bakery.send("GET", "/order/" + id + "/file/x").assertProblem(404, "unknown-file");
    bakery
        .send("GET", "/order/" + anOrderOf("") + "/file/" + file.get("id"))
        .assertProblem(404, "unknown-file");
  }

  @Test
  void givesProductsFilesToo() {
    Answer created =
        bakery.send(
            "POST",
            "/product",
            "{\"name\":\"Beans\",\"price\":3}".getBytes(UTF_8),
            "Content-Type",
            "application/json",
            "Prefer",
            "wait=20");
    String path = "/product/" + created.object().get("id") + "/file";

    Answer changed =
        bakery.send(
            "POST",
            path + "?name=beans.jpg",
            INVOICE,
            "Content-Type",
            "image/jpeg",
            "Prefer",
            "wait=20");

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    String file = path + "/" + onlyFile(changed.object()).get("id");
    assertThat(bakery.send("GET", file).body()).isEqualTo(INVOICE);
  }

  @Test
  void knowsARepeatByItsBytes() throws Exception {
    String id = anOrderOf("");
    String key = UUID.randomUUID().toString();
    byte[] asLong = INVOICE.clone();
    asLong[0]++;

    Answer first = accepted(attach(id, "a.pdf", PDF, INVOICE, "Idempotency-Key", key));
    bakery.awaitOrder(id, 2);
    Answer again = accepted(attach(id, "a.pdf", PDF, INVOICE, "Idempotency-Key", key));
    Answer other = attach(id, "a.pdf", PDF, asLong, "Idempotency-Key", key);
    Answer renamed = attach(id, "b.pdf", PDF, INVOICE, "Idempotency-Key", key);

    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.commandId()).isEqualTo(first.commandId());
    other.assertProblem(422, "idempotency-key-reused");
    renamed.assertProblem(422, "idempotency-key-reused");
    Map<String, Object> file = onlyFile(bakery.get(id).object());
    assertThat(download(id, file).body()).isEqualTo(INVOICE);
    assertThat(kept()).hasSize(keptBefore.size() + 1);
    accepted(bakery.delete(id));
    bakery.awaitGone(id);
    assertThat(accepted(attach(id, "a.pdf", PDF, INVOICE, "Idempotency-Key", key)).commandId())
        .isEqualTo(first.commandId());
  }

  @Test
  void lets412GoBeforeTheBytes() throws Exception {
    String id = anOrderOf("");
    accepted(bakery.patch(id, Map.of("note", "x")));
    bakery.awaitOrder(id, 2);

    attach(id, "a.pdf", PDF, INVOICE, "If-Match", "\"v1\"").assertProblem(412, "version-mismatch");
    attach(id, "a.pdf", PDF, INVOICE, "If-Match", "v1").assertProblem(400, "malformed-request");

    assertThat(kept()).isEqualTo(keptBefore);
    assertThat(
            attach(id, "a.pdf", PDF, INVOICE, "If-Match", "\"v2\"", "Prefer", "wait=20").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "..%2Fx,        application/pdf,      422, invalid-file",
    "a%0D%0AX:y,    application/pdf,      422, invalid-file",
    "'',            application/pdf,      422, invalid-file",
    "a.pdf,         pdf,                  422, invalid-file",
    "a.pdf,         multipart/mixed,      415, unsupported-media-type",
    "a.pdf,         multipart/form-data,  400, malformed-request"
  })
  void keepsNothingOfAFileThatBreaksTheRules(String name, String type, int status, String problem)
      throws Exception {
    String id = anOrderOf("");

    bakery
        .send("POST", "/order/" + id + "/file?name=" + name, INVOICE, "Content-Type", type)
        .assertProblem(status, problem);

    assertNothingKept();
  }

  @Test
  void keepsNothingOfAnEmptyFileOrOneWithoutAName() throws Exception {
    String id = anOrderOf("");

    attach(id, "a.pdf", PDF, new byte[0]).assertProblem(422, "invalid-file");
    bakery
        .send("POST", "/order/" + id + "/file", INVOICE, "Content-Type", PDF)
        .assertProblem(422, "invalid-file");
    bakery
        .send(
            "POST", "/order/" + id + "/file?name=" + "n".repeat(201), INVOICE, "Content-Type", PDF)
        .assertProblem(422, "invalid-file");
    attach(id, "a.pdf", PDF, INVOICE, "Content-Encoding", "gzip")
        .assertProblem(415, "unsupported-media-type");
    for (String part :
        List.of(
            "Content-Disposition: form-data; name=\"other\"; filename=\"a.pdf\"",
            "Content-Disposition: form-data; name=\"file\"")) {
      bakery
          .send(
              "POST",
              "/order/" + id + "/file?name=a",
              form(part, INVOICE),
              "Content-Type",
              "multipart/form-data; boundary=XX")
          .assertProblem(400, "malformed-request");
    }

    assertNothingKept();
  }

  @Test
  void takesTheLargestFileAndNothingLarger() throws Exception {
    String id = anOrderOf("");
    byte[] largest = random(LIMIT);
    byte[] larger = random(LIMIT + 1);

    attach(id, "a.bin", PDF, larger).assertProblem(413, "too-large");
    upload(id, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(larger)))
        .assertProblem(413, "too-large");
    bakery
        .send(
            "POST",
            "/order/" + id + "/file?name=a",
            form("Content-Disposition: form-data; name=\"file\"; filename=\"a\"", larger),
            "Content-Type",
            "multipart/form-data; boundary=XX")
        .assertProblem(413, "too-large");
    assertNothingKept();

    Map<String, Object> file =
        onlyFile(
            upload(
                    id,
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(largest)),
                    "Prefer",
                    "wait=20")
                .object());
    assertThat(download(id, file).body()).isEqualTo(largest);
  }

  @Test
  void letsNoFileComeForAnOrderThatIsGone() throws Exception {
    String id = anOrderOf("");
    accepted(bakery.delete(id));
    bakery.awaitGone(id);

    attach(id, "a.pdf", PDF, random(900_000)).assertProblem(410, "order-deleted");
    bakery
        .send("GET", "/order/" + id + "/file/" + UUID.randomUUID())
        .assertProblem(410, "order-deleted");

    assertNothingKept();
  }

  @Test
  void rejectsAFileOfACancelledOrder() {
    String id = anOrderOf("");
    accepted(bakery.cancel(id));
    bakery.awaitStatus(id, "CANCELLED");

    attach(id, "a.pdf", PDF, INVOICE, "Prefer", "wait=20")
        .assertProblem(409, "order-not-changeable");
  }

  @Test
  void leavesNothingOfAnUploadThatIsCut() throws Exception {
    String id = anOrderOf("");

    List<RawAnswer> answers =
        new RawHttp(port)
            .send(
                RawHttp.bytes(
                    "POST /order/"
                        + id
                        + "/file?name=a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nonly this"));

    assertThat(answers).extracting(RawAnswer::status).allMatch(status -> status == 400);
    await().atMost(PATIENCE).untilAsserted(this::assertNothingKept);
  }

  @Test
  void givesUpAnUploadThatTakesTooLong() throws Exception {
    String id = anOrderOf("");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              RawHttp.bytes(
                  "POST /order/"
                      + id
                      + "/file?name=a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\nonly this"));

      String answer = new String(socket.getInputStream().readNBytes(12), ISO_8859_1);

      assertThat(answer).isEqualTo("HTTP/1.1 408");
    }
    await().atMost(PATIENCE).untilAsserted(this::assertNothingKept);
  }

  @Test
  void givesTheLastPlaceToOneOfTwo() {
    String id = anOrderOf("");
    for (int file = 1; file <= 19; file++) {
      accepted(attach(id, "a" + file, PDF, INVOICE));
    }
    bakery.awaitOrder(id, 20);

    List<CompletableFuture<Answer>> two =
        Stream.of("b", "c")
            .map(name -> CompletableFuture.supplyAsync(() -> attach(id, name, PDF, INVOICE)))
            .toList();

    List<Map<String, Object>> receipts =
        two.stream()
            .map(it -> accepted(it.join()).commandId())
            .map(it -> bakery.receipt(it, "Prefer", "wait=20").object())
            .toList();
    assertThat(receipts)
        .extracting(it -> it.get("status"))
        .containsExactlyInAnyOrder("EXECUTED", "REJECTED");
    assertThat(receipts.toString()).contains("/problems/invalid-file");
    assertThat((List<?>) bakery.awaitOrder(id, 21).get("files")).hasSize(20);
  }

  @Test
  void showsNobodyTheFilesOfOthers() throws Exception {
    String id = anOrderOf("ada");
    Map<String, Object> file =
        onlyFile(
            attach(id, "a.pdf", PDF, INVOICE, "X-Caller", "ada", "Prefer", "wait=20").object());
    List<String> kept = kept();

    download(id, file, "X-Caller", "bob").assertProblem(404, "unknown-order");
    attach(id, "b.pdf", PDF, INVOICE, "X-Caller", "bob").assertProblem(404, "unknown-order");
    bakery.send("DELETE", path(id, file), "X-Caller", "bob").assertProblem(404, "unknown-order");

    assertThat(kept()).isEqualTo(kept);
    assertThat(download(id, file, "X-Caller", "ada").body()).isEqualTo(INVOICE);
    assertThat(download(id, file, "X-Caller", "support").body()).isEqualTo(INVOICE);
  }

  @Test
  void goesOnWithoutItsFolder() throws Exception {
    String id = anOrderOf("");
    Map<String, Object> file = attached(id, "a.pdf", PDF, INVOICE);
    Path folder = data.resolve("files/kept");
    Path away = data.resolve("files/away");
    Files.move(folder, away);
    Files.writeString(folder, "in its place");

    Answer upload = attach(id, "b.pdf", PDF, INVOICE);
    Answer download = download(id, file);
    String other = anOrderOf("");

    Files.delete(folder);
    Files.move(away, folder);
    upload.assertProblem(503, "unavailable");
    download.assertProblem(503, "unavailable");
    assertThat(upload.header("Retry-After")).isEqualTo("1");
    assertThat(bakery.get(other).status()).isEqualTo(200);
    assertThat(download(id, file).body()).isEqualTo(INVOICE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order-receive-bytes",
        "order-claim-key-of-attach",
        "order-keep-bytes",
        "order-publish-attach"
      })
  void isOneFileThoughTheProcessDiesOnTheWay(String step) throws Exception {
    String id = anOrderOf("");
    String key = UUID.randomUUID().toString();

    crashes.after(step);
    Answer lost = attach(id, "a.pdf", PDF, INVOICE, "Idempotency-Key", key);
    Answer again = accepted(attach(id, "a.pdf", PDF, INVOICE, "Idempotency-Key", key));

    assertThat(lost.status()).isEqualTo(500);
    assertThat(crashes.haveCome()).isTrue();
    assertThat(again.isAccepted()).isTrue();
    Map<String, Object> file = onlyFile(bakery.awaitOrder(id, 2));
    assertThat(download(id, file).body()).isEqualTo(INVOICE);
    assertThat(kept()).hasSize(keptBefore.size() + 1);
    assertThat(data.resolve("files/arriving")).isEmptyDirectory();
    stored.awaitStatuses(id, "EXECUTED", "EXECUTED");
  }

  @Test
  void sweepsWhatIsKeptForNothing() throws Exception {
    String id = anOrderOf("");
    Map<String, Object> stays = attached(id, "a.pdf", PDF, INVOICE);
    String gone = accepted(attach(id, "b.pdf", PDF, INVOICE)).commandId();
    bakery.awaitOrder(id, 3);
    accepted(bakery.send("DELETE", "/order/" + id + "/file/" + gone));
    bakery.awaitOrder(id, 4);
    String deleted = anOrderOf("");
    String ofDeleted = accepted(attach(deleted, "c.pdf", PDF, INVOICE)).commandId();
    accepted(bakery.delete(deleted));
    bakery.awaitGone(deleted);
    Path left = Files.writeString(data.resolve("files/arriving/upload-1.part"), "of a crash");

    List<Path> all =
        Stream.of(id + "/" + stays.get("id"), id + "/" + gone, deleted + "/" + ofDeleted)
            .map(it -> data.resolve("files/kept/order").resolve(it))
            .toList();
    assertThat(all).allSatisfy(it -> assertThat(it).exists());
    for (Path old : Stream.concat(all.stream(), Stream.of(left)).toList()) {
      Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(7200)));
    }

    await()
        .atMost(PATIENCE)
        .until(() -> Stream.of(all.get(1), all.get(2), left).noneMatch(Files::exists));
    assertThat(download(id, stays).body()).isEqualTo(INVOICE);
  }

  /** Its process has died between the two steps by which it deletes a file. */
  @Test
  void putsBackAFileThatWasLeftAside() throws Exception {
    String id = anOrderOf("");
    Map<String, Object> file = attached(id, "a.pdf", PDF, INVOICE);
    Path kept = data.resolve("files/kept/order").resolve(id).resolve((String) file.get("id"));
    Path aside = Files.createDirectories(data.resolve("files/kept/.swept"));
    double found = missingFound();

    Files.move(kept, aside.resolve("order." + id + "." + file.get("id")));

    await().atMost(PATIENCE).until(() -> Files.exists(kept));
    awaitSweepOfMissing();
    assertThat(missingFound()).isEqualTo(found);
    assertThat(download(id, file).body()).isEqualTo(INVOICE);
  }

  /** What was lost is found once, and changed by nobody; what is there is not found. */
  @Test
  void findsAFileThatTheStoreHasLost() throws Exception {
    String id = anOrderOf("");
    Map<String, Object> stays = attached(id, "a.pdf", PDF, INVOICE);
    Map<String, Object> lost = fileOf(attach(id, "b.pdf", PDF, INVOICE, "Prefer", "wait=20"), 1);
    Map<String, Object> cut = fileOf(attach(id, "c.pdf", PDF, INVOICE, "Prefer", "wait=20"), 2);
    Path folder = data.resolve("files/kept/order").resolve(id);
    awaitSweepOfMissing();
    double found = missingFound();

    Files.delete(folder.resolve((String) lost.get("id")));
    await().atMost(PATIENCE).until(() -> missingFound() == found + 1);
    Files.writeString(folder.resolve((String) cut.get("id")), "%PDF");
    await().atMost(PATIENCE).until(() -> missingFound() == found + 2);
    awaitSweepOfMissing();

    assertThat(missingFound()).isEqualTo(found + 2);
    assertThat(management.send("GET", "/actuator/health").text())
        .contains("2 files of component order that the store has lost, since");
    assertThat(bakery.get(id).object()).containsEntry("version", 4);
    assertThat((List<?>) bakery.get(id).object().get("files")).hasSize(3);
    assertThat(download(id, stays).body()).isEqualTo(INVOICE);

    accepted(bakery.delete(id));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(management.send("GET", "/actuator/health").text())
                    .doesNotContain("that the store has lost"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10_000})
  void readsWhichFilesAreNamedAPageAtATime(int documents) {
    Set<FileKey> attached = new HashSet<>();
    for (int order = 0; order < 4; order++) {
      String id = anOrderOf("");
      attached.add(
          new FileKey("order", id, (String) attached(id, "a.pdf", PDF, INVOICE).get("id")));
    }
    NamedFiles named =
        new MongoNamedFiles("order", stored.presentation().getCollection("orders"), documents);

    List<FileKey> read = new ArrayList<>();
    FileKey after = null;
    do {
      NamedFiles.Page page = named.page(after);
      page.files().forEach(it -> read.add(it.key()));
      after = page.next();
    } while (after != null);

    assertThat(read).isSorted().doesNotHaveDuplicates().containsAll(attached);
  }

  private double missingFound() {
    return meters.get("bakery.sweep.found").tag("sweep", "missing-order-files").counter().count();
  }

  /** Two more, so one has begun and ended since. */
  private void awaitSweepOfMissing() {
    Instant now = Instant.now();
    await()
        .atMost(PATIENCE)
        .until(() -> sweptMissing() != null && sweptMissing().isAfter(now.plusSeconds(1)));
  }

  private Instant sweptMissing() {
    Document sweep =
        stored
            .source()
            .getCollection("sweeps")
            .find(Filters.eq("_id", "missing-order-files"))
            .first();
    return sweep == null ? null : sweep.getDate("time").toInstant();
  }

  private void assertNothingKept() throws IOException {
    assertThat(kept()).isEqualTo(keptBefore);
    assertThat(Files.notExists(data.resolve("files/arriving")) || arriving() == 0).isTrue();
  }

  private long arriving() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("files/arriving"))) {
      return files.count();
    }
  }

  private List<String> kept() throws IOException {
    Path folder = data.resolve("files/kept");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }

  /**
   * @param caller empty for nobody
   */
  private String anOrderOf(String caller) {
    Map<String, Object> order = anOrder().of(1, "Beans").body();
    Answer placed =
        caller.isEmpty()
            ? bakery.place(order, "Prefer", "wait=20")
            : bakery.place(order, "Prefer", "wait=20", "X-Caller", caller);
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    return placed.orderId();
  }

  private Map<String, Object> attached(String id, String name, String type, byte[] bytes) {
    Answer changed = attach(id, name, type, bytes, "Prefer", "wait=20");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    return onlyFile(changed.object());
  }

  private Answer attach(String id, String name, String type, byte[] bytes, String... headers) {
    Stream<String> all = Stream.concat(Stream.of("Content-Type", type), Stream.of(headers));
    return bakery.send(
        "POST",
        "/order/" + id + "/file?name=" + name.replace(" ", "%20"),
        bytes,
        all.toArray(String[]::new));
  }

  /** In chunks. */
  private Answer upload(String id, BodyPublisher body, String... headers) throws Exception {
    return Http.toTheApi(port)
        .exchange(PATIENCE, "POST", "/order/" + id + "/file?name=a", body, headers);
  }

  private Answer download(String id, Map<String, Object> file, String... headers) {
    return bakery.send("GET", path(id, file), headers);
  }

  private static String path(String id, Map<String, Object> file) {
    return "/order/" + id + "/file/" + file.get("id");
  }

  private static void assertPart(Answer answer, byte[] bytes, int from, int to) {
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.header("Content-Range"))
        .isEqualTo("bytes " + from + "-" + (to - 1) + "/" + bytes.length);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(bytes, from, to));
  }

  private static Map<String, Object> fileOf(Answer changed, int place) {
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    return fileAt((List<?>) changed.object().get("files"), place);
  }

  private static Map<String, Object> onlyFile(Map<String, Object> order) {
    List<?> files = (List<?>) order.get("files");
    assertThat(files).hasSize(1);
    return fileAt(files, 0);
  }

  private static Map<String, Object> fileAt(List<?> files, int place) {
    Map<String, Object> file = new HashMap<>();
    ((Map<?, ?>) files.get(place)).forEach((name, value) -> file.put((String) name, value));
    return file;
  }

  private static byte[] form(String headers, byte[] bytes) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(("--XX\r\n" + headers + "\r\n\r\n").getBytes(UTF_8));
    form.writeBytes(bytes);
    form.writeBytes("\r\n--XX--\r\n".getBytes(UTF_8));
    return form.toByteArray();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}

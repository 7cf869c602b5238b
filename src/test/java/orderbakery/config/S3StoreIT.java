package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import orderbakery.files.FileKey;
import orderbakery.files.FilePage;
import orderbakery.files.FileQuery;
import orderbakery.files.FileStoreAway;
import orderbakery.files.KeptFile;
import orderbakery.files.MissingFile;
import orderbakery.fixtures.FaultProxy;
import orderbakery.fixtures.LogLines;
import orderbakery.fixtures.S3Server;
import orderbakery.outage.Outage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Status;

/** The store of files that is a bucket, on a server that checks signatures. */
class S3StoreIT {
  private static final int MEGABYTE = 1024 * 1024;
  private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

  @RegisterExtension final LogLines log = new LogLines(Outage.class);

  private final FileKey key = key();
  @TempDir private Path folder;
  private FaultProxy line;
  private S3Store store;

  @BeforeEach
  void connect() throws IOException {
    line = FaultProxy.to(S3Server.endpoint().getHost(), S3Server.endpoint().getPort());
    store = store("S3_ENDPOINT", "http://127.0.0.1:" + line.port());
  }

  @AfterEach
  void disconnect() throws IOException {
    store.close();
    line.close();
  }

  @Test
  void keepsBytesAndGivesThemBack() throws IOException {
    byte[] bytes = random(3 * MEGABYTE + 17);

    store.keep(key, file(bytes));

    try (InputStream all = store.fetch(key, 0, bytes.length).content();
        InputStream some = store.fetch(key, MEGABYTE, 1000).content();
        InputStream last = store.fetch(key, bytes.length - 1, 1).content()) {
      assertThat(all.readAllBytes()).isEqualTo(bytes);
      assertThat(some.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(bytes, MEGABYTE, MEGABYTE + 1000));
      assertThat(last.readAllBytes()).containsExactly(bytes[bytes.length - 1]);
    }
  }

  @Test
  void keepsTheSameFileTwice() throws IOException {
    store.keep(key, file(random(100)));
    byte[] bytes = random(100);

    store.keep(key, file(bytes));

    assertThat(store.fetch(key, 0, 100).content().readAllBytes()).isEqualTo(bytes);
  }

  @Test
  void missesAFileThatIsNotThere() {
    assertThatThrownBy(() -> store.fetch(key, 0, 1))
        .isInstanceOf(MissingFile.class)
        .hasMessageContaining(key.toString());
    assertThat(log.all()).isEmpty();
  }

  @Test
  void deletesAFileOnceAndAgain() throws IOException {
    store.keep(key, file(random(10)));

    KeptFile listed = listed();

    store.delete(new KeptFile(key, 10, listed.keptAt().minusSeconds(1))); // was kept anew since
    assertThat(listed()).isEqualTo(listed);
    store.delete(listed);
    store.delete(listed);

    assertThatThrownBy(() -> store.fetch(key, 0, 1)).isInstanceOf(MissingFile.class);
  }

  private KeptFile listed() {
    return store.list(new FileQuery("order", null, LATER, 1000)).files().stream()
        .filter(it -> it.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void endsNotSilentlyWhereTheFileIsTooShort() throws IOException {
    store.keep(key, file(random(10)));

    try (InputStream content = store.fetch(key, 5, 100).content()) {
      assertThatThrownBy(content::readAllBytes).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void listsPageAfterPageInTheOrderOfKeys() throws IOException {
    List<FileKey> keys = Stream.generate(() -> key("cake")).limit(7).sorted().toList();
    for (FileKey it : keys) {
      store.keep(it, file(random(10)));
    }

    List<KeptFile> listed = new ArrayList<>();
    FileKey after = null;
    do {
      FilePage page = store.list(new FileQuery("cake", after, LATER, 3));
      listed.addAll(page.files());
      after = page.next();
    } while (after != null);

    assertThat(listed).extracting(KeptFile::key).isSorted().containsAll(keys);
    assertThat(listed).extracting(KeptFile::size).containsOnly(10L);
    assertThat(store.list(new FileQuery("cake", null, Instant.EPOCH, 100)).files()).isEmpty();
    listed.forEach(store::delete);
  }

  @Test
  void givesUpTheConnectionOfAReaderThatGoesAway() throws IOException {
    store.keep(key, file(random(8 * MEGABYTE)));
    line.cut();
    await().until(() -> line.connections() == 0);

    InputStream content = store.fetch(key, 0, 8 * MEGABYTE).content();
    assertThat(content.read()).isNotNegative();
    assertThat(line.connections()).isEqualTo(1);
    content.close();

    await().until(() -> line.connections() == 0);
    assertThat(log.all()).isEmpty();
  }

  @Test
  void saysThatTheSecretIsWrongOnce() throws IOException {
    try (S3Store stranger = store("S3_SECRET_KEY", "wrong")) {
      for (int i = 0; i < 5; i++) {
        assertAway(() -> stranger.keep(key, file(random(MEGABYTE))), "S3_SECRET_KEY is wrong");
        assertAway(() -> stranger.fetch(key, 0, 1), "S3_SECRET_KEY is wrong");
      }

      assertThat(stranger.health().health().getStatus()).isEqualTo(Status.DOWN);
      assertThat(stranger.health().health().getDetails().get("complaint").toString())
          .contains("S3_SECRET_KEY is wrong");
    }
    assertThat(log.all()).singleElement().asString().contains("S3_SECRET_KEY is wrong");
  }

  @Test
  void saysThatTheUserIsUnknown() throws IOException {
    try (S3Store stranger = store("S3_ACCESS_KEY", "nobody")) {
      assertAway(() -> stranger.delete(new KeptFile(key, 1, LATER)), "S3_ACCESS_KEY");
    }
  }

  @Test
  void saysThatThereIsNoSuchBucket() throws IOException {
    try (S3Store stranger = store("S3_BUCKET", "elsewhere")) {
      assertAway(() -> stranger.keep(key, file(random(10))), "no bucket elsewhere");
      assertAway(() -> stranger.fetch(key, 0, 1), "no bucket elsewhere");
    }
  }

  @Test
  void saysThatS3IsAwayAndIsWellAgainByItself() throws IOException {
    assertThat(store.health().health().getStatus()).isEqualTo(Status.UP);
    line.set(FaultProxy.Mode.DROP);

    assertAway(() -> store.keep(key, file(random(MEGABYTE))), "the connection was cut");
    assertAway(() -> store.fetch(key, 0, 1), "the connection was cut");
    assertAway(() -> store.list(new FileQuery("order", null, LATER, 1)), "");
    assertAway(() -> store.delete(new KeptFile(key, 1, LATER)), "");
    assertThat(store.health().health().getStatus()).isEqualTo(Status.DOWN);

    line.set(FaultProxy.Mode.PASS);
    store.keep(key, file(random(10)));
    assertThat(store.health().health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void startsWhileS3IsAway() throws IOException {
    try (S3Store early = store("S3_ENDPOINT", "http://127.0.0.1:" + closedPort())) {
      assertAway(() -> early.keep(key, file(random(10))), "no connection");
    }
  }

  @Test
  void waitsNotLongForAServerThatHangs() throws IOException {
    line.set(FaultProxy.Mode.FREEZE);
    long began = System.nanoTime();

    assertAway(() -> store.keep(key, file(random(8 * MEGABYTE))), "no answer in time");

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    assertThat(store.health().health().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void breaksADownloadOffThatStandsStill() throws IOException {
    store.keep(key, file(random(8 * MEGABYTE)));

    try (InputStream content = store.fetch(key, 0, 8 * MEGABYTE).content()) {
      assertThat(content.read()).isNotNegative();
      line.set(FaultProxy.Mode.FREEZE);
      assertThatThrownBy(content::readAllBytes).isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(log.all()).singleElement().asString().contains("no answer in time");
  }

  @Test
  void takesItsTimeOnASlowLine() throws IOException {
    byte[] bytes = random(100_000);
    line.set(FaultProxy.Mode.SLOW);

    store.keep(key, file(bytes));

    assertThat(store.fetch(key, 0, bytes.length).content().readAllBytes()).isEqualTo(bytes);
  }

  @Test
  void triesAServerThatAnswers500OnceMore() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer broken =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    broken.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    broken.start();
    try (S3Store unlucky =
        store("S3_ENDPOINT", "http://127.0.0.1:" + broken.getAddress().getPort())) {
      assertAway(() -> unlucky.keep(key, file(random(MEGABYTE))), "it answers 500");
      assertThat(asked).hasValue(2);
      assertAway(() -> unlucky.fetch(key, 0, 1), "it answers 500");
    } finally {
      broken.stop(0);
    }
  }

  private static void assertAway(ThrowingCallable call, String why) {
    assertThatThrownBy(call::call).isInstanceOf(FileStoreAway.class).hasMessageContaining(why);
  }

  private interface ThrowingCallable {
    void call() throws IOException;
  }

  private static S3Store store(String name, Object value) {
    return new S3Store(Map.of(name, value));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve(UUID.randomUUID().toString()), bytes);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random().nextBytes(bytes);
    return bytes;
  }

  private static int closedPort() throws IOException {
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static FileKey key() {
    return key("order");
  }

  private static FileKey key(String component) {
    return new FileKey(component, UUID.randomUUID().toString(), UUID.randomUUID().toString());
  }
}

package orderbakery.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import orderbakery.files.FileKey;
import orderbakery.files.FilePage;
import orderbakery.files.FileQuery;
import orderbakery.files.FileToFetch;
import orderbakery.files.FileToKeep;
import orderbakery.files.KeptFile;
import orderbakery.outage.Outage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is asked of S3, and what its answers mean. */
class S3FilesTest {
  private static final FileKey FIRST = key("01a20e3a-620c-7034-a4ec-a1877d18c401");
  private static final FileKey SECOND = key("01a20e3a-620c-7034-a4ec-a1877d18c402");
  private static final Instant OLD = Instant.parse("2026-11-30T00:00:00Z");
  private static final Instant NEW = OLD.plusSeconds(60);

  private final S3Files files =
      new S3Files("cakes", new S3Watch("cakes", new Outage("S3", System::nanoTime)));

  @Test
  void sumsUpBytesAsTheHeaderWantsIt(@TempDir Path folder) throws IOException {
    Path bytes = Files.writeString(folder.resolve("bytes"), "Espresso");
    FileToKeep file = new FileToKeep(FIRST, bytes, 8, "", "text/plain");

    assertThat(files.sum(file)).isEqualTo("jUcc71S6wSJtB5NHtNndYw==");
  }

  @Test
  void namesTheLastByteThatIsAskedFor() {
    assertThat(files.last(new FileToFetch(FIRST, 100, 1))).isEqualTo(100);
    assertThat(files.last(new FileToFetch(FIRST, 0, 100))).isEqualTo(99);
  }

  @Test
  void asksForThePageBehindAKey() {
    ListObjectsRequest request = files.listing(new FileQuery("order", FIRST, NEW, 7));

    assertThat(request.bucket()).isEqualTo("cakes");
    assertThat(request.prefix()).isEqualTo("order/");
    assertThat(request.marker()).isEqualTo(FIRST.toString());
    assertThat(request.maxKeys()).isEqualTo(7);
  }

  @Test
  void leavesOutTheYoungAndWhatIsNotOurs() {
    List<S3Object> objects =
        List.of(object(FIRST.toString(), OLD), object("order/x", OLD), object(SECOND + "", NEW));

    FilePage page = files.page(objects, new FileQuery("order", null, NEW, 3));

    assertThat(page.files()).containsExactly(new KeptFile(FIRST, 3, OLD));
    assertThat(page.next()).isEqualTo(SECOND);
  }

  @Test
  void goesOnUntilAPageIsEmpty() {
    assertThat(files.page(List.of(), new FileQuery("order", FIRST, NEW, 3)).next()).isNull();
  }

  @Test
  void endsNotSilentlyAtObjectsOfOthers() {
    List<S3Object> objects = List.of(object("order/x", OLD));

    assertThatThrownBy(() -> files.page(objects, new FileQuery("order", null, NEW, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("cakes", "order/x");
  }

  private static S3Object object(String key, Instant at) {
    return S3Object.builder().key(key).size(3L).lastModified(at).build();
  }

  private static FileKey key(String file) {
    return new FileKey("order", "01a20e3a-620c-7034-a4ec-a1877d18c424", file);
  }
}

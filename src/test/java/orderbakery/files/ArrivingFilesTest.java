package orderbakery.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orderbakery.fixtures.LogLines;
import orderbakery.log.Sha256;
import orderbakery.outage.Outage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ArrivingFilesTest {
  @RegisterExtension final LogLines log = new LogLines(Outage.class);

  @TempDir Path folder;
  private long now;

  private ArrivingFiles files() {
    return new ArrivingFiles(folder.resolve("arriving"), new Outage("The folder", () -> now));
  }

  @Test
  void countsAndDigestsWhatArrives() {
    try (ArrivingFile arriving = files().begin()) {
      byte[] bytes = "<<espresso beans>>".getBytes(UTF_8);
      arriving.write(bytes, 2, 8);
      arriving.write(bytes, 10, 6);

      ArrivedFile arrived = arriving.arrived();

      assertThat(arrived.bytes()).hasContent("espresso beans");
      assertThat(arrived.size()).isEqualTo(14);
      assertThat(arrived.sha256()).isEqualTo(Sha256.of("espresso beans"));
    }
  }

  @Test
  void leavesNothingOfAnUploadThatIsOver() {
    try (ArrivingFile cut = files().begin()) {
      cut.write(new byte[10], 0, 10);
    }

    assertThat(files().count()).isZero();
  }

  @Test
  void leavesAFileWhereItWasMoved() throws Exception {
    Path moved = folder.resolve("kept");
    try (ArrivingFile arriving = files().begin()) {
      Files.move(arriving.arrived().bytes(), moved);
    }

    assertThat(moved).exists();
    assertThat(files().count()).isZero();
  }

  @Test
  void takesAHundredAtATime() {
    ArrivingFiles files = files();
    List<ArrivingFile> begun = new ArrayList<>();
    for (int file = 0; file < 100; file++) {
      begun.add(files.begin());
    }

    assertThatThrownBy(files::begin).isInstanceOf(FileStoreAway.class);
    begun.get(7).close();
    begun.get(7).close();
    begun.add(files.begin());
    assertThatThrownBy(files::begin).isInstanceOf(FileStoreAway.class);

    begun.forEach(ArrivingFile::close);
    assertThat(files.count()).isZero();
  }

  /** As one that was mounted read-only, or on a full disk. */
  @Test
  void tellsOfAFolderThatTakesNothing() throws Exception {
    ArrivingFiles files = files();
    Path inItsPlace = Files.createFile(folder.resolve("arriving"));
    assertThatThrownBy(files::begin).isInstanceOf(FileStoreAway.class);
    assertThat(files.isFailing()).isTrue();

    Files.delete(inItsPlace);
    now += Duration.ofMinutes(1).toNanos();
    try (ArrivingFile arriving = files.begin()) {
      assertThat(files.isFailing()).as("nothing was written yet").isTrue();
      arriving.write(new byte[10], 0, 10);
      assertThat(arriving.arrived().size()).isEqualTo(10);
    }

    assertThat(files.isFailing()).isFalse();
    assertThat(log.all())
        .satisfiesExactly(
            it -> assertThat(it).startsWith("The folder fails: java.nio.file.FileAlreadyExists"),
            it -> assertThat(it).startsWith("The folder is well again"));
  }

  @Test
  @SuppressWarnings("resource") // their process has died
  void dropsWhatACrashHasLeft() throws Exception {
    Instant noon = Instant.parse("2026-11-30T12:00:00Z");
    Files.setLastModifiedTime(
        files().begin().arrived().bytes(), FileTime.from(noon.minusSeconds(1)));
    Path young = files().begin().arrived().bytes();
    Files.setLastModifiedTime(young, FileTime.from(noon));

    assertThat(files().dropUntouchedSince(noon)).isEqualTo(1);

    assertThat(young).exists();
    assertThat(files().count()).isEqualTo(1);
  }
}

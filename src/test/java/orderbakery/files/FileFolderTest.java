package orderbakery.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFolderTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  @TempDir Path folder;

  @Test
  void fetchesExactlyTheBytesThatAreAskedFor() throws IOException {
    FileKey key = keep(1, 1, "0123456789");

    assertThat(fetched(key, 0, 10)).isEqualTo("0123456789");
    assertThat(fetched(key, 3, 4)).isEqualTo("3456");
    assertThat(fetched(key, 9, 1)).isEqualTo("9");
  }

  @Test
  void failsWhereAFileIsShorterThanItWas() throws IOException {
    FileKey key = keep(1, 1, "0123");

    assertThatThrownBy(() -> fetched(key, 2, 4)).hasMessageContaining("lacks 2 bytes");
  }

  @Test
  void tellsAMissingFileFromAMissingFolder() throws IOException {
    keep(1, 1, "beans");

    assertThatThrownBy(() -> fetched(key(1, 2), 0, 1)).isInstanceOf(MissingFile.class);
    assertThatThrownBy(
            () -> new FileFolder(folder.resolve("away")).fetch(new FileToFetch(key(1, 1), 0, 1)))
        .isInstanceOf(FileStoreAway.class);
  }

  @Test
  void listsEveryFileOnceInPagesOfAnySize() throws IOException {
    List<FileKey> kept = new ArrayList<>();
    for (int entity = 0; entity < 7; entity++) {
      for (int file = 0; file < entity; file++) {
        kept.add(keep(entity, file, "beans"));
      }
    }
    Files.createDirectories(folder.resolve("order").resolve(id(9)));
    Files.createDirectories(folder.resolve("order/lost+found"));
    Files.writeString(folder.resolve("order").resolve(id(3)).resolve("notes.txt"), "not ours");

    assertThat(IntStream.rangeClosed(1, 30).boxed())
        .allSatisfy(most -> assertThat(listed(most, NOON)).containsExactlyElementsOf(kept));
  }

  @Test
  void leavesYoungFilesOut() throws IOException {
    keep(1, 1, "old");
    Files.setLastModifiedTime(path(keep(1, 2, "young")), FileTime.from(NOON));

    assertThat(listed(10, NOON)).containsExactly(key(1, 1));
  }

  @Test
  void listsNothingBeforeTheFirstFileIsKept() {
    assertThat(listed(10, NOON)).isEmpty();
  }

  @Test
  void deletesAFileOnceAndTheFolderOfItsEntityWithTheLast() throws IOException {
    KeptFile one = asListed(keep(1, 1, "beans"));
    KeptFile two = asListed(keep(1, 2, "beans"));
    FileFolder store = new FileFolder(folder);

    store.delete(one);
    store.delete(one);
    assertThat(path(one.key())).doesNotExist();
    assertThat(path(two.key())).exists();

    store.delete(two);
    store.delete(two);
    assertThat(folder.resolve("order")).isEmptyDirectory();
  }

  @Test
  void doesNotDeleteWhatWasKeptAnewSinceItWasListed() throws IOException {
    KeptFile judged = asListed(keep(1, 1, "beans"));
    Files.setLastModifiedTime(path(judged.key()), FileTime.from(judged.keptAt().plusSeconds(3600)));

    new FileFolder(folder).delete(judged);

    assertThat(path(judged.key())).exists();
  }

  @Test
  void putsBackWhatACrashHasLeftAsideAndDeletesItWhenAskedAgain() throws IOException {
    FileFolder store = new FileFolder(folder);
    FileKey key = keep(1, 1, "beans");
    leaveAside(store, key);
    Files.delete(path(key).getParent());
    assertThat(listed(10, NOON)).isEmpty();

    store.putBack();
    store.putBack();

    assertThat(listed(10, NOON)).containsExactly(key);
    assertThat(fetched(key, 0, 5)).isEqualTo("beans");

    store.delete(asListed(key));
    store.putBack();
    assertThat(listed(10, NOON)).isEmpty();
  }

  @Test
  void prefersWhatWasKeptAnewToWhatACrashHasLeftAside() throws IOException {
    FileFolder store = new FileFolder(folder);
    FileKey key = keep(1, 1, "before");
    leaveAside(store, key);
    keep(1, 1, "anew");

    store.putBack();

    assertThat(fetched(key, 0, 4)).isEqualTo("anew");
    assertThat(store.aside(key)).doesNotExist();
  }

  @Test
  void putsBackNothingThatIsNoFileOfOurs() throws IOException {
    FileFolder store = new FileFolder(folder);
    store.putBack();
    Path notes = store.aside(key(1, 1)).resolveSibling("notes.txt");
    Files.createDirectories(notes.getParent());
    Files.writeString(notes, "not ours");

    store.putBack();

    assertThat(notes).exists();
    assertThat(listed(10, NOON)).isEmpty();
  }

  /** As when the process dies between its two steps of a deletion. */
  private void leaveAside(FileFolder store, FileKey key) throws IOException {
    Files.createDirectories(store.aside(key).getParent());
    Files.move(path(key), store.aside(key));
  }

  private KeptFile asListed(FileKey key) throws IOException {
    return new KeptFile(
        key, Files.size(path(key)), Files.getLastModifiedTime(path(key)).toInstant());
  }

  private List<FileKey> listed(int most, Instant before) {
    FileFolder store = new FileFolder(folder);
    List<FileKey> keys = new ArrayList<>();
    FileKey after = null;
    do {
      FilePage page = store.list(new FileQuery("order", after, before, most));
      page.files().forEach(it -> keys.add(it.key()));
      after = page.next();
    } while (after != null);
    return keys;
  }

  private String fetched(FileKey key, long from, long length) throws IOException {
    FetchedFile file = new FileFolder(folder).fetch(new FileToFetch(key, from, length));
    try (var content = file.content()) {
      return new String(content.readAllBytes(), UTF_8);
    }
  }

  private FileKey keep(int entity, int file, String content) throws IOException {
    Path path = path(key(entity, file));
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    Files.setLastModifiedTime(path, FileTime.from(NOON.minusSeconds(1)));
    return key(entity, file);
  }

  private Path path(FileKey key) {
    return folder.resolve(key.toString());
  }

  private static FileKey key(int entity, int file) {
    return new FileKey("order", id(entity), id(file));
  }

  private static String id(int number) {
    return String.format(Locale.ROOT, "00000000-0000-0000-0000-%012d", number);
  }
}

package orderbakery.operate.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import orderbakery.files.ArrivingFiles;
import orderbakery.files.FileKey;
import orderbakery.files.FilePage;
import orderbakery.files.KeptFile;
import orderbakery.fixtures.LogLines;
import orderbakery.fixtures.SetClock;
import orderbakery.log.EventStatus;
import orderbakery.log.Partitions;
import orderbakery.outage.Outage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileSweeperTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration KEEP = Duration.ofDays(30);

  @RegisterExtension final LogLines log = new LogLines(FileSweeper.class);

  private final Map<FileKey, EventStatus> attached = new HashMap<>();
  private final Set<String> known = new HashSet<>(Set.of(id(1)));
  private final Map<FileKey, Instant> removed = new HashMap<>();
  private final InMemorySweepLedger ledger = new InMemorySweepLedger();
  private final SetClock clock = new SetClock(NOON);
  private boolean isWriterIdle = true;
  private int asked;

  @TempDir Path folder;

  private FileSweeper sweeper() {
    return new FileSweeper(
        "order",
        new FileEvents() {
          @Override
          public Map<FileKey, EventStatus> attached(Set<FileKey> files) {
            return attached;
          }

          @Override
          public Map<FileKey, Instant> removed(Set<FileKey> files) {
            return removed;
          }

          @Override
          public Set<String> known(Set<String> entityIds) {
            Set<String> found = new HashSet<>(entityIds);
            found.retainAll(known);
            return found;
          }
        },
        ledger,
        new ArrivingFiles(folder, new Outage("The folder", System::nanoTime)),
        new Partitions(8),
        partition -> {
          asked++;
          return isWriterIdle;
        },
        clock,
        KEEP);
  }

  @ParameterizedTest
  @EnumSource(EventStatus.class)
  void deletesAFileWhoseCommandWasRejectedAndNoOther(EventStatus status) {
    attached.put(file(1), status);

    boolean isInVain = status == EventStatus.REJECTED;
    assertThat(judged(sweeper(), 1)).isEqualTo(isInVain ? List.of(file(1)) : List.of());
  }

  @Test
  void keepsWhatWasTakenAwayForAWhile() {
    attached.put(file(1), EventStatus.EXECUTED);
    attached.put(file(2), EventStatus.EXECUTED);
    removed.put(file(1), NOON.minus(KEEP));
    removed.put(file(2), NOON.minus(KEEP).minusMillis(1));

    assertThat(judged(sweeper(), 1, 2)).containsExactly(file(2));
  }

  @Test
  void deletesWhatTheLogMissesForADayWhileNothingWaitsForTheWriter() {
    FileSweeper sweeper = sweeper();

    clock.pass(Duration.ofDays(1));
    assertThat(judged(sweeper, 1)).isEmpty();
    clock.pass(Duration.ofMillis(1));
    isWriterIdle = false;
    assertThat(judged(sweeper, 1)).isEmpty();
    isWriterIdle = true;
    assertThat(judged(sweeper, 1)).containsExactly(file(1));
  }

  @Test
  void asksForEachQueueOfTheWriterOnce() {
    clock.pass(Duration.ofDays(2));

    assertThat(judged(sweeper(), 1, 2, 3)).containsExactly(file(1), file(2), file(3));

    assertThat(asked).isEqualTo(1);
  }

  @Test
  void keepsWhatTheLogHasMeanwhile() {
    FileSweeper sweeper = sweeper();
    assertThat(judged(sweeper, 1)).isEmpty();

    attached.put(file(1), EventStatus.PENDING);
    clock.pass(Duration.ofDays(2));

    assertThat(judged(sweeper, 1)).isEmpty();
  }

  /** As after the database was lost, or with that of somebody else. */
  @Test
  void leavesFilesAloneWhoseEntityTheLogDoesNotKnow() {
    clock.pass(Duration.ofDays(2));
    known.clear();
    FileSweeper sweeper = sweeper();

    assertThat(judged(sweeper, 1, 2)).isEmpty();

    known.add(id(1));
    assertThat(judged(sweeper, 1, 2)).containsExactly(file(1), file(2));
  }

  /** As after an older state of the database was restored. */
  @Test
  void leavesFilesAloneWhereTheLogMissesMostOfAPage() {
    clock.pass(Duration.ofDays(2));
    FileSweeper sweeper = sweeper();
    int[] ten = IntStream.rangeClosed(1, 10).toArray();
    IntStream.rangeClosed(1, 4).forEach(it -> attached.put(file(it), EventStatus.EXECUTED));

    assertThat(judged(sweeper, ten)).isEmpty();

    attached.put(file(5), EventStatus.EXECUTED);
    assertThat(judged(sweeper, ten)).hasSize(5).doesNotContain(file(5)).contains(file(6));
  }

  @Test
  void tellsOfFilesThatItLeavesAloneOnceUntilThereAreNone() {
    known.clear();
    FileSweeper sweeper = sweeper();

    sweep(sweeper, 1);
    sweep(sweeper, 1);
    assertThat(sweeper.leftAlone().count()).isEqualTo(1);
    known.add(id(1));
    sweep(sweeper, 1);
    assertThat(sweeper.leftAlone().count()).isZero();
    known.clear();
    sweep(sweeper, 1);

    assertThat(log.all())
        .hasSize(2)
        .allSatisfy(
            it ->
                assertThat(it)
                    .startsWith("Files that no event names are left alone, 1 on this page"));
  }

  @Test
  void goesOnWhereItHasEnded() {
    FileSweeper sweeper = sweeper();
    assertThat(sweeper.page().after()).isNull();
    assertThat(sweeper.page().keptBefore()).isEqualTo(NOON.minusSeconds(3600));

    sweeper.done(new FileVerdict(List.of(), List.of(), file(3)));
    assertThat(sweeper.page().after()).isEqualTo(file(3));

    sweeper.done(new FileVerdict(List.of(), List.of(), null));
    assertThat(sweeper.page().after()).isNull();
  }

  private static void sweep(FileSweeper sweeper, int... files) {
    sweeper.done(sweeper.judge(page(files)));
  }

  private static List<FileKey> judged(FileSweeper sweeper, int... files) {
    return sweeper.judge(page(files)).inVain().stream().map(KeptFile::key).toList();
  }

  private static FilePage page(int... files) {
    return new FilePage(
        Arrays.stream(files).mapToObj(it -> new KeptFile(file(it), 1, NOON)).toList(), null);
  }

  private static FileKey file(int number) {
    return new FileKey("order", id(1), id(number));
  }

  private static String id(int number) {
    return String.format(Locale.ROOT, "00000000-0000-0000-0000-%012d", number);
  }
}

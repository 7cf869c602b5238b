package orderbakery.operate.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import orderbakery.files.ArrivingFiles;
import orderbakery.files.FileKey;
import orderbakery.files.FilePage;
import orderbakery.files.KeptFile;
import orderbakery.fixtures.SetClock;
import orderbakery.log.EventStatus;
import orderbakery.log.Partitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileSweeperTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration KEEP = Duration.ofDays(30);

  private final Map<FileKey, EventStatus> attached = new HashMap<>();
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
        },
        ledger,
        new ArrivingFiles(folder),
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

  @Test
  void goesOnWhereItHasEnded() {
    FileSweeper sweeper = sweeper();
    assertThat(sweeper.page().after()).isNull();
    assertThat(sweeper.page().keptBefore()).isEqualTo(NOON.minusSeconds(3600));

    sweeper.done(new FileVerdict(List.of(), file(3)));
    assertThat(sweeper.page().after()).isEqualTo(file(3));

    sweeper.done(new FileVerdict(List.of(), null));
    assertThat(sweeper.page().after()).isNull();
  }

  private List<FileKey> judged(FileSweeper sweeper, int... files) {
    List<KeptFile> kept =
        Arrays.stream(files).mapToObj(it -> new KeptFile(file(it), 1, NOON)).toList();
    return sweeper.judge(new FilePage(kept, null)).inVain().stream().map(KeptFile::key).toList();
  }

  private static FileKey file(int number) {
    return new FileKey("order", id(1), id(number));
  }

  private static String id(int number) {
    return String.format(Locale.ROOT, "00000000-0000-0000-0000-%012d", number);
  }
}

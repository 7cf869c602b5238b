package orderbakery.operate.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import orderbakery.files.FileKey;
import orderbakery.files.FilePage;
import orderbakery.files.KeptFile;
import orderbakery.fixtures.SetClock;
import orderbakery.log.EventStatus;
import orderbakery.operate.sweeps.NamedFiles.Named;
import org.junit.jupiter.api.Test;

class MissingFileSweeperTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration REST = Duration.ofMinutes(1);
  private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(1));
  private static final long SIZE = 20;

  private final Map<FileKey, Instant> removed = new HashMap<>();
  private final InMemorySweepLedger ledger = new InMemorySweepLedger();
  private final SetClock clock = new SetClock(NOON);
  private final MissingFileSweeper sweeper =
      new MissingFileSweeper(
          "order",
          after -> new NamedFiles.Page(after, List.of(), null),
          new FileEvents() {
            @Override
            public Map<FileKey, EventStatus> attached(Set<FileKey> files) {
              throw new AssertionError("It asks for what was taken away alone");
            }

            @Override
            public Map<FileKey, Instant> removed(Set<FileKey> files) {
              return removed;
            }

            @Override
            public Set<String> known(Set<String> entityIds) {
              throw new AssertionError("It asks for what was taken away alone");
            }
          },
          ledger,
          clock,
          REST);

  @Test
  void findsWhatIsNamedAndNotKept() {
    Finding finding = sweeper.judge(kept(null, 1, 3, 5), named(null, 1, 2, 3, 4));

    assertThat(ids(finding)).containsExactly(file(2).toString(), file(4).toString());
    assertThat(finding.fresh()).isEqualTo(2);
    assertThat(finding.sweep()).isEqualTo("missing-order-files");
  }

  @Test
  void findsWhatIsKeptWithAnotherSize() {
    FilePage kept = new FilePage(List.of(new KeptFile(file(1), SIZE - 1, LONG_AGO)), null);

    assertThat(ids(sweeper.judge(kept, named(null, 1)))).containsExactly(file(1).toString());
  }

  @Test
  void leavesAloneWhatIsOnItsWay() {
    NamedFiles.Page names =
        new NamedFiles.Page(
            null,
            List.of(
                new Named(file(1), SIZE, NOON.minus(REST)),
                new Named(file(2), SIZE, NOON.minus(REST).minusMillis(1))),
            null);

    assertThat(ids(sweeper.judge(kept(null), names))).containsExactly(file(2).toString());
  }

  @Test
  void leavesAloneWhatWasTakenAwayMeanwhile() {
    removed.put(file(1), NOON);

    assertThat(ids(sweeper.judge(kept(null), named(null, 1, 2))))
        .containsExactly(file(2).toString());
  }

  @Test
  void comparesAsFarAsTheStoreWasListed() {
    assertThat(ids(sweeper.judge(kept(file(3), 1, 3), named(file(9), 1, 2, 4))))
        .containsExactly(file(2).toString());

    assertThat(ledger.place("missing-order-files")).isEqualTo(file(3).toString());
  }

  @Test
  void comparesAsFarAsDocumentsWereRead() {
    assertThat(ids(sweeper.judge(kept(null, 1, 7), named(file(5), 1, 2))))
        .containsExactly(file(2).toString());

    assertThat(ledger.place("missing-order-files")).isEqualTo(file(5).toString());
  }

  @Test
  void beginsAnewAtTheEndOfBoth() {
    sweeper.judge(kept(file(3), 1), named(null, 1));
    assertThat(sweeper.named().after()).isEqualTo(file(3));
    assertThat(sweeper.query(sweeper.named()).after()).isEqualTo(file(3));

    sweeper.judge(kept(null), named(null));
    assertThat(sweeper.named().after()).isNull();
  }

  @Test
  void countsAFileOnceWhileItIsMissing() {
    assertThat(sweeper.judge(kept(null), named(null, 1)).fresh()).isEqualTo(1);
    clock.pass(Duration.ofSeconds(60));
    Finding again = sweeper.judge(kept(null), named(null, 1));
    assertThat(again.fresh()).isZero();
    assertThat(again.oldestSeconds(clock.instant())).isEqualTo(60);

    assertThat(sweeper.judge(kept(null, 1), named(null, 1)).count()).isZero();
    assertThat(sweeper.judge(kept(null), named(null, 1)).fresh()).isEqualTo(1);
  }

  @Test
  void tellsHowManyAreMissingUntilTheyAreBackOrNoLongerNamed() {
    sweeper.judge(kept(null), named(null, 1, 2, 3));
    assertThat(sweeper.found().count()).isEqualTo(3);

    sweeper.judge(kept(null, 1), named(null, 1, 3));
    assertThat(sweeper.found().count()).isEqualTo(1);

    sweeper.judge(kept(null), named(file(2)));
    assertThat(sweeper.found().count()).as("a page before it").isEqualTo(1);
  }

  private static FilePage kept(FileKey next, int... files) {
    return new FilePage(
        Arrays.stream(files).mapToObj(it -> new KeptFile(file(it), SIZE, LONG_AGO)).toList(), next);
  }

  private static NamedFiles.Page named(FileKey next, int... files) {
    return new NamedFiles.Page(
        null,
        IntStream.of(files).mapToObj(it -> new Named(file(it), SIZE, LONG_AGO)).toList(),
        next);
  }

  private static List<String> ids(Finding finding) {
    return finding.strays().stream().map(Stray::id).toList();
  }

  private static FileKey file(int number) {
    return new FileKey("order", id(1), id(number));
  }

  private static String id(int number) {
    return String.format(Locale.ROOT, "00000000-0000-0000-0000-%012d", number);
  }
}

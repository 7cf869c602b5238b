package orderbakery.operate.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import orderbakery.log.ScheduledCommand;
import orderbakery.operate.OperatorCommands;
import org.junit.jupiter.api.Test;

class SweeperTest {
  private final Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private final Date time = Date.from(clock.instant());
  private static final int MOST = 3;

  private final FivePieces strays = new FivePieces();
  private final InMemorySweepLedger ledger = new InMemorySweepLedger();
  private final Sweeper sweeper = sweeper(clock);

  private Sweeper sweeper(Clock at) {
    return new Sweeper(
        "order",
        strays,
        ledger,
        new OperatorCommands(at, () -> UUID.randomUUID().toString(), "test"),
        at,
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        MOST);
  }

  @Test
  void republishesAtMostSoManyAndGoesOnInTheNextSweep() {
    assertThat(healed()).containsExactly("0-0", "0-1", "1-0");
    assertThat(healed()).containsExactly("2-0", "2-1", "3-0");
    assertThat(healed()).containsExactly("4-0", "4-1");
    assertThat(healed()).containsExactly("1-1", "3-1");
    assertThat(healed()).isEmpty();
  }

  @Test
  void doesASweepOnce() {
    assertThat(sweeper.claims("late-order-events", time)).isTrue();
    assertThat(sweeper.claims("late-order-events", time)).isFalse();
    assertThat(sweeper.claims("orphaned-order-presentations", time)).isTrue();
  }

  @Test
  void makesTheSameCommandsInTheSameSweep() {
    List<ScheduledCommand> first = sweeper.missingPresentations(time).healing();
    ledger.places.clear();
    assertThat(sweeper.missingPresentations(time).healing()).isEqualTo(first);
    ledger.places.clear();
    assertThat(sweeper.missingPresentations(Date.from(Instant.EPOCH)).healing())
        .isNotEmpty()
        .doesNotContainAnyElementsOf(first);
  }

  @Test
  void countsEveryLateEventOnceHoweverManyThereAre() {
    Instant late = clock.instant().minus(Duration.ofMinutes(6));
    strays.pending.addAll(Collections.nCopies(2_500, late));
    strays.pending.add(clock.instant());

    assertThat(counts(sweeper.lateEvents())).containsExactly(2_500L, 2_500L);
    assertThat(sweeper.lateEvents().oldestSeconds(clock.instant())).isEqualTo(360);
    assertThat(counts(sweeper.lateEvents())).containsExactly(2_500L, 0L);

    Sweeper aMinuteLater = sweeper(Clock.offset(clock, Duration.ofMinutes(6)));
    assertThat(counts(aMinuteLater.lateEvents())).containsExactly(2_501L, 1L);
  }

  @Test
  void countsAMissingPresentationWhenItIsBakedAgain() {
    assertThat(counts(sweeper.missingPresentations(time))).containsExactly(4L, 3L);
    assertThat(counts(sweeper.missingPresentations(time))).containsExactly(4L, 3L);
    assertThat(counts(sweeper.missingPresentations(time))).containsExactly(2L, 2L);
  }

  @Test
  void countsAnOrphanOnce() {
    strays.orphans.add(new Stray("a", 1, clock.instant()));
    assertThat(counts(sweeper.orphanedPresentations())).containsExactly(1L, 1L);

    strays.orphans.add(new Stray("b", 1, clock.instant()));
    assertThat(counts(sweeper.orphanedPresentations())).containsExactly(2L, 1L);
  }

  private static List<Long> counts(Finding finding) {
    return List.of(finding.count(), finding.fresh());
  }

  private List<String> healed() {
    List<String> ids =
        sweeper.missingPresentations(time).healing().stream()
            .map(ScheduledCommand::entityId)
            .toList();
    strays.healed.addAll(ids);
    return ids;
  }

  /** Two entities without a presentation in each of five pieces. */
  private static final class FivePieces implements Strays {
    private static final int PIECES = 5;

    private final Set<String> healed = new HashSet<>();
    private final List<Instant> pending = new ArrayList<>();
    private final List<Stray> orphans = new ArrayList<>();

    @Override
    public Piece unpresented(String after, int limit, Instant before) {
      int piece = after == null ? 0 : Integer.parseInt(after);
      List<Stray> found =
          IntStream.range(0, 2)
              .mapToObj(i -> piece + "-" + i)
              .filter(id -> !healed.contains(id))
              .map(id -> new Stray(id, 1, before.minusSeconds(1)))
              .toList();
      return new Piece(found, piece + 1 < PIECES ? Integer.toString(piece + 1) : null);
    }

    @Override
    public List<Stray> lateEvents(Instant before, int limit) {
      return pending.stream()
          .filter(created -> created.isBefore(before))
          .sorted()
          .limit(limit)
          .map(created -> new Stray("late", 0, created))
          .toList();
    }

    @Override
    public long countLateEvents(Instant since, Instant before) {
      return pending.stream()
          .filter(created -> created.isBefore(before) && !created.isBefore(since))
          .count();
    }

    @Override
    public Piece orphans(String after, int limit) {
      return new Piece(orphans, null);
    }
  }
}

package orderbakery.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import orderbakery.log.ScheduledCommand;
import org.junit.jupiter.api.Test;

class SweeperTest {
  private final Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private final Date time = Date.from(clock.instant());
  private static final int MOST = 3;

  private final FivePieces strays = new FivePieces();
  private final Ledger ledger = new Ledger();
  private final Sweeper sweeper =
      new Sweeper(
          "order",
          strays,
          ledger,
          new OperatorCommands(clock, () -> UUID.randomUUID().toString(), "test"),
          clock,
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          MOST);

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
      return List.of();
    }

    @Override
    public Piece orphans(String after, int limit) {
      return new Piece(List.of(), null);
    }
  }

  private static final class Ledger implements SweepLedger {
    private final Map<String, String> places = new HashMap<>();
    private final Set<String> claims = new HashSet<>();

    @Override
    public boolean claim(String sweep, Instant time) {
      return claims.add(sweep + time);
    }

    @Override
    public String place(String sweep) {
      return places.get(sweep);
    }

    @Override
    public void keepPlace(String sweep, String place) {
      places.put(sweep, place);
    }
  }
}

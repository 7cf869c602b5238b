package orderbakery.operate.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import orderbakery.operate.letters.LetterAction;
import orderbakery.operate.letters.LetterDesk;
import orderbakery.operate.letters.LetterSelection;
import org.junit.jupiter.api.Test;

class LetterSweeperTest {
  private final Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private final LetterDesk letters = mock(LetterDesk.class);
  private final LetterSweeper sweeper =
      new LetterSweeper(new InMemorySweepLedger(), letters, clock);

  @Test
  void countsAllThatWentBackAndNotOnlyThoseThatAreNamed() {
    assertThat(sweep(2_500, 2_500)).isEqualTo(2_500);
  }

  @Test
  void countsALetterWithoutAWayBackOnce() {
    assertThat(sweep(3, 0)).isEqualTo(3);
    assertThat(sweep(3, 0)).isZero();
    assertThat(sweep(5, 1)).isEqualTo(2);
    assertThat(sweep(2, 0)).isZero();
    assertThat(sweep(3, 0)).isEqualTo(1);
  }

  /** How many are new. */
  private long sweep(int found, int wentBack) {
    when(letters.sendBack("unroutable", LetterSelection.ALL, false))
        .thenReturn(
            new LetterAction(
                "unroutable",
                false,
                found,
                wentBack,
                found - wentBack,
                List.of("the first"),
                "2026-01-02T03:00:00Z"));
    Finding finding = sweeper.unroutableLetters();
    assertThat(finding.count()).isEqualTo(found);
    assertThat(finding.oldestSeconds(clock.instant())).isEqualTo(245);
    return finding.fresh();
  }
}

package orderbakery.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long frames took, for each 5 s of five minutes. */
class FrameTimesTest {
  private static final long NOON = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

  private final FrameTimes times = new FrameTimes();

  @Test
  void tellsMedianAndTail() {
    for (int millis = 1; millis <= 1000; millis++) {
      times.add(NOON, millis);
    }

    FrameTimes.Slice slice = last(NOON + 5000);

    assertThat(slice.time()).isEqualTo("2026-11-24T12:00:00Z");
    assertThat(slice.count()).isEqualTo(1000);
    assertThat(slice.p50Millis()).isCloseTo(500, within(500 / 16L));
    assertThat(slice.p99Millis()).isCloseTo(990, within(990 / 16L));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 15, 16, 17, 31, 32, 1000, 65_535, 3_600_000, Long.MAX_VALUE})
  void keepsATimeToASixteenth(long millis) {
    times.add(NOON, millis);

    long most = Math.min(millis, (1L << 22) - 1);
    assertThat(last(NOON + 5000).p50Millis()).isBetween(most - most / 16, most);
  }

  @Test
  void tellsFiveMinutesOldestFirstAndNotTheSliceThatGoesOn() {
    times.add(NOON, 7);
    times.add(NOON + 5000, 8);

    var slices = times.slices(NOON + 5001);

    assertThat(slices).hasSize(59);
    assertThat(slices.get(0).time()).isEqualTo("2026-11-24T11:55:10Z");
    assertThat(slices.get(58).count()).isEqualTo(1);
    assertThat(slices.subList(0, 58)).allSatisfy(it -> assertThat(it.count()).isZero());
  }

  @Test
  void forgetsWhatIsOlder() {
    times.add(NOON, 7);

    assertThat(times.slices(NOON + 300_000)).allSatisfy(it -> assertThat(it.count()).isZero());
    times.add(NOON + 300_000, 9);
    assertThat(last(NOON + 305_000).count()).isEqualTo(1);
  }

  private FrameTimes.Slice last(long now) {
    var slices = times.slices(now);
    return slices.get(slices.size() - 1);
  }
}

package orderbakery.component.form;

import static orderbakery.component.form.Readings.faults;
import static orderbakery.component.form.Readings.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimeTest {

  private static final DateTime DATE = new DateTime();

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:15:00Z, 2026-11-23T10:15:00Z",
    "2026-11-23t10:15:00z, 2026-11-23T10:15:00Z",
    "2026-11-23T10:15:00+02:00, 2026-11-23T08:15:00Z",
    "2026-11-23T23:15:00-05:30, 2026-11-24T04:45:00Z",
    "2026-11-23T10:15:00-00:00, 2026-11-23T10:15:00Z",
    "2026-11-23T10:15:00+23:59, 2026-11-22T10:16:00Z",
    "2026-11-23T10:15:00.1Z, 2026-11-23T10:15:00.1Z",
    "2026-11-23T10:15:00.100+01:00, 2026-11-23T09:15:00.100Z",
    "2026-11-23T10:15:00.123456789Z, 2026-11-23T10:15:00.123456789Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z"
  })
  void normalisesToUtcInThePrecisionSent(String sent, String kept) {
    assertThat(read(DATE, sent)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23",
        "2026-11-23T10:15:00",
        "2026-11-23T10:15Z",
        "2026-11-23 10:15:00Z",
        "2026-11-23T10:15:00.Z",
        "2026-11-23T10:15:00.1234567890Z",
        "2026-11-23T10:15:00+0200",
        "2026-11-23T10:15:00+24:00",
        "2026-11-23T10:15:00+01:60",
        "2026-11-23T10:15:60Z",
        "2026-11-23T24:00:00Z",
        "2026-11-31T10:15:00Z",
        "2026-02-29T10:15:00Z",
        "2026-13-01T10:15:00Z",
        "2026-11-23T10:15:00Z[UTC]",
        "0000-12-31T23:59:59Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "+12026-11-23T10:15:00Z",
        "２026-11-23T10:15:00Z",
        "2026-11-23T10:15:00Z\n",
        ""
      })
  void refusesWhatIsNoSuchTime(String date) {
    assertThat(faults(DATE, date))
        .containsExactly("must be an RFC 3339 time, such as 2026-11-23T10:15:00Z");
  }

  @Test
  void refusesWhatIsNoString() {
    assertThat(faults(DATE, 1_764_000_000)).hasSize(1);
  }
}

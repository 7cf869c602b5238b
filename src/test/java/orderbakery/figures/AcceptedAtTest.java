package orderbakery.figures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the command behind a frame was accepted. */
class AcceptedAtTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-24T15:43:57.561Z",
        "1970-01-01T00:00:00.000Z",
        "2028-02-29T23:59:59.999Z"
      })
  void isTheTimeOfTheNewestChange(String time) {
    String frame =
        "{\"data\":{\"metadata\":{\"updatedAt\":\"2001-01-01T00:00:00.000Z\"},\"note\":"
            + "\"\\\"updatedAt\\\":\\\"x\",\"createdAt\":\"2025-11-24T15:43:57.561Z\",\"updatedAt\":\""
            + time
            + "\"},\"token\":\"order.9\"}";

    assertThat(AcceptedAt.in(frame)).isEqualTo(Instant.parse(time).toEpochMilli());
    assertThat(AcceptedAt.in((frame + "ü").getBytes(UTF_8)))
        .isEqualTo(Instant.parse(time).toEpochMilli());
    assertThat(AcceptedAt.of(time)).isEqualTo(Instant.parse(time).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"id\":\"7\",\"version\":2,\"status\":\"DELETED\"}}",
        "{\"data\":{\"updatedAt\":\"\"}}",
        "{\"data\":{\"updatedAt\":\"2026-11-24 at noon, as one says Z\"}}",
        "{\"data\":{\"updatedAt\":\"2026-11-24T15:43:57.561+01:00\"}}"
      })
  void isUnknownWhereNoTimeStands(String frame) {
    assertThat(AcceptedAt.in(frame)).isEqualTo(AcceptedAt.UNKNOWN);
    assertThat(AcceptedAt.in(frame.getBytes(UTF_8))).isEqualTo(AcceptedAt.UNKNOWN);
  }

  @Test
  void isUnknownOfWhatWasDeleted() {
    assertThat(AcceptedAt.of(null)).isEqualTo(AcceptedAt.UNKNOWN);
  }
}

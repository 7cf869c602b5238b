package orderbakery.api;

import static org.assertj.core.api.Assertions.assertThat;

import orderbakery.fixtures.Requests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff",
        "00-00000000000000000000000000000001-0000000000000001-00",
        "fe-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
      })
  void carriesATraceContextOn(String given) {
    assertThat(traceParent(given)).isEqualTo(given);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-x",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-02",
        "0-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
      })
  void leavesOutATraceContextThatIsNone(String given) {
    assertThat(traceParent(given)).isNull();
  }

  private static String traceParent(String given) {
    return new Request(Requests.saying("traceparent", given)).traceParent();
  }
}

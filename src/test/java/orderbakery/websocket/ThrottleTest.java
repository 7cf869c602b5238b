package orderbakery.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  @Test
  void letsSoManyPassInASecond() {
    Throttle throttle = new Throttle(2, 0);
    assertThat(throttle.admits(0)).isTrue();
    assertThat(throttle.admits(0)).isTrue();
    assertThat(throttle.admits(0)).isFalse();

    assertThat(throttle.admits(TimeUnit.MILLISECONDS.toNanos(500))).isTrue();
    assertThat(throttle.admits(TimeUnit.MILLISECONDS.toNanos(501))).isFalse();
  }

  @Test
  void savesUpForOneSecondOnly() {
    Throttle throttle = new Throttle(2, 0);
    long later = TimeUnit.HOURS.toNanos(1);

    assertThat(throttle.admits(later)).isTrue();
    assertThat(throttle.admits(later)).isTrue();
    assertThat(throttle.admits(later)).isFalse();
  }
}

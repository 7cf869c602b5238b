package orderbakery.operate.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import orderbakery.operate.letters.LetterDesk;
import orderbakery.operate.parked.ParkedCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StuckMeasuresTest {
  private final IllegalStateException away = new IllegalStateException("away");

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final ParkedCommands parked = mock(ParkedCommands.class);
  private final LetterDesk letters = mock(LetterDesk.class);
  private StuckMeasures measures;

  @BeforeEach
  void measureOrders() {
    when(parked.component()).thenReturn("order");
    when(parked.count()).thenReturn(2L);
    when(parked.countBlocked()).thenReturn(3L);
    when(letters.counts()).thenReturn(Map.of("orders-baker.0.dead", 4L));
    measures = new StuckMeasures(List.of(parked), letters, meters);
  }

  @Test
  void tellsWhatWasFoundLast() {
    measures.measure();

    assertThat(gauge("bakery.parked.events")).isEqualTo(2);
    assertThat(gauge("bakery.blocked.events")).isEqualTo(3);
    assertThat(gauge("bakery.dead.letters")).isEqualTo(4);
    assertThat(measures.found()).extracting(OperatorTask::count).containsExactly(2L, 4L);
  }

  /** The alarms of a process that has not asked yet would be silent otherwise. */
  @Test
  void knowsNothingBeforeItHasMeasured() {
    assertThat(gauge("bakery.parked.events")).isNaN();
    assertThat(gauge("bakery.blocked.events")).isNaN();
    assertThat(measures.found()).extracting(OperatorTask::count).containsExactly(0L);
  }

  @Test
  void knowsNothingOfTheLogWhileItIsAwayAndAsksTheBrokerAllTheSame() {
    measures.measure();
    when(parked.countBlocked()).thenThrow(away);
    when(letters.counts()).thenReturn(Map.of("orders-baker.0.dead", 5L));

    assertThatThrownBy(measures::measure).isSameAs(away);

    assertThat(gauge("bakery.parked.events")).isNaN();
    assertThat(gauge("bakery.blocked.events")).isNaN();
    assertThat(gauge("bakery.dead.letters")).isEqualTo(5);
  }

  @Test
  void knowsNothingOfLettersWhileTheBrokerIsAwayAndAsksTheLogAllTheSame() {
    measures.measure();
    when(parked.count()).thenReturn(7L);
    when(letters.counts()).thenThrow(away);

    assertThatThrownBy(measures::measure).isSameAs(away);

    assertThat(gauge("bakery.parked.events")).isEqualTo(7);
    assertThat(gauge("bakery.dead.letters")).isNaN();
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }
}

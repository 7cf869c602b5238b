package orderbakery.component;

import static orderbakery.fixtures.Commands.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orderbakery.fixtures.Commands;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import org.junit.jupiter.api.Test;

/** How the log holds what clients wrote, and how old forms of it are read. */
class PayloadTest {

  @Test
  void tellsAWholeEntityFromAPatch() {
    Map<String, Object> whole = Payload.ofWhole("order", Map.of("note", "soon"));
    Map<String, Object> patch = Payload.ofPatch(Map.of("note", "late"));

    assertThat(whole).isEqualTo(Map.of("order", Map.of("note", "soon")));
    assertThat(patch).isEqualTo(Map.of("patch", Map.of("note", "late")));
    assertThat(Payload.isPatch(patch)).isTrue();
    assertThat(Payload.isPatch(whole)).isFalse();
    assertThat(Payload.whole("order", whole, event(1))).isEqualTo(Map.of("note", "soon"));
    assertThat(Payload.patch(patch, event(1))).isEqualTo(Map.of("note", "late"));
  }

  @Test
  void saysWhichEventHasNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Payload.whole("order", Map.of("order", 1), event(1)))
        .withMessage("Event c of entity e: 'add' needs a payload with the object 'order'");
    assertThat(Payload.unknownOperation("order", event(1)))
        .hasMessage("Event c of entity e: 'add' is no operation of the component order");
  }

  @Test
  void isBroughtIntoTodaysFormAStepAtATime() {
    Upcasting forms = new Upcasting(1, List.of(with("first"), with("second")));

    assertThat(forms.today()).isEqualTo(3);
    assertThat(forms.payload(event(1)).keySet()).containsExactly("first", "second");
    assertThat(forms.payload(event(2)).keySet()).containsExactly("second");
    assertThat(forms.payload(event(3))).isEmpty();
  }

  @Test
  void isNotReadInAFormThatNobodyKnows() {
    Upcasting forms = new Upcasting(1, List.of(with("first")));

    for (int form : new int[] {0, 3}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> forms.payload(event(form)))
          .withMessage("Event c has form " + form + ", known are 1 to 2");
    }
  }

  private static Upcasting.Step with(String field) {
    return (event, payload) -> {
      Map<String, Object> more = new LinkedHashMap<>(payload);
      more.put(field, true);
      return more;
    };
  }

  private static PlatformEvent event(int form) {
    return new PlatformEvent(Commands.counter("c", "e", "add"), new Position(0, 1), NOON, form);
  }
}

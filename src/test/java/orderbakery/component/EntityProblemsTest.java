package orderbakery.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orderbakery.component.form.Reading;
import orderbakery.fixtures.Counters;
import org.junit.jupiter.api.Test;

/** What every component says alike. */
class EntityProblemsTest {
  private final EntityProblems ofOrders = new EntityProblems("order");

  @Test
  void namesWhatTheyAreAbout() {
    assertThat(ofOrders.unknown())
        .isEqualTo(
            new Problem("unknown-order", "There is no such order", 404, "No order has this id."));
    assertThat(ofOrders.deleted())
        .isEqualTo(
            new Problem(
                "order-deleted",
                "The order was deleted",
                410,
                "The order is DELETED; its history stays."));
  }

  @Test
  void countsWhatIsWrongAndListsTheFirstHundred() {
    assertThat(new EntityProblems("product").invalid(reading(1)).detail())
        .isEqualTo("1 value breaks the rules of a product.");
    assertThat(ofOrders.invalid(reading(100)).detail())
        .isEqualTo("100 values break the rules of an order.");

    Problem many = ofOrders.invalid(reading(101));
    assertThat(many.detail())
        .isEqualTo("101 values break the rules of an order; the first 100 are listed.");
    assertThat(many.errors()).hasSize(100);
    assertThat(many.status()).isEqualTo(422);
  }

  @Test
  void areWorthARepeatWhenTheyPass() {
    assertThat(new Problem("unavailable", "t", 503, "d").retryAfter()).isEqualTo(1);
    assertThat(new Problem("too-many-requests", "t", 429, "d").retryAfter()).isEqualTo(1);
    assertThat(new Problem("unknown-command", "t", 404, "d").retryAfter()).isEqualTo(1);
    assertThat(ofOrders.unknown().retryAfter()).isNull();
  }

  @Test
  void areOfTheComponentsThatThereAre() {
    Counters counters = new Counters();
    Components components = new Components(List.of(counters));

    assertThat(components.names()).containsExactly("counter");
    assertThat(components.collections()).containsExactly("counters");
    assertThat(components.references()).isEqualTo(Map.of("counters", List.of()));
    assertThat(components.named("counter")).containsSame(counters);
    assertThat(components.named("counters")).isEmpty();
    assertThat(counters.following()).isEmpty();
    assertThat(counters.admit("add", Map.of("a", 1), Instant.EPOCH, Lookup.NOTHING))
        .isEqualTo(new Admission.Admitted(Map.of("a", 1)));
    assertThat(new Admission.Refused(ofOrders.deleted()).isForNow()).isFalse();
  }

  @Test
  void areMadeOfFieldsInTheirOrderWithoutThoseThatAreAbsent() {
    assertThat(new JsonObject().with("b", 1).with("absent", null).with("a", 2).toMap())
        .containsExactly(Map.entry("b", 1), Map.entry("a", 2));
    assertThat(Times.text(Instant.parse("2026-11-24T12:00:00.1239Z")))
        .isEqualTo("2026-11-24T12:00:00.123Z");
    assertThat(Times.text(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
  }

  private static Reading reading(int faults) {
    return Reading.of(
        Map.of(), Stream.generate(() -> new FieldError("/a", "must be")).limit(faults).toList());
  }
}

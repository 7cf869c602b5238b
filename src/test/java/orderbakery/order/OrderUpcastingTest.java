package orderbakery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import orderbakery.log.ScheduledCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One stored event of each form is kept for ever, and each makes the same order. */
class OrderUpcastingTest {
  private static final String ID = "0193a5b0-0000-7000-8000-000000000001";

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void readsEveryFormThatWasEverWritten(int form) throws IOException {
    Order order = OrderEvents.accepted(OrderEvents.ORDERS.decide(Optional.empty(), stored(form)));

    assertThat(OrderView.of(ID, 1, order))
        .containsEntry("number", 1L)
        .containsEntry("currency", "EUR")
        .containsEntry("items", 4L)
        .containsEntry("subtotal", "24.50")
        .containsEntry("taxIncluded", true)
        .containsEntry("total", "24.50")
        .containsEntry("date", "2019-01-01T00:00:00Z");
  }

  @Test
  void keepsTheCurrencyOfItsTimeWhateverTheDefaultIsToday() throws IOException {
    Orders inYen = new Orders(Currency.getInstance("JPY"));

    Order order = OrderEvents.accepted(inYen.decide(Optional.empty(), stored(0)));

    assertThat(OrderView.of(ID, 1, order)).containsEntry("currency", "EUR");
  }

  @Test
  void readsAPatchAsItWasMeantWhenItWasWritten() throws IOException {
    Order order = OrderEvents.accepted(OrderEvents.ORDERS.decide(Optional.empty(), stored(1)));

    Order patched =
        OrderEvents.accepted(
            OrderEvents.ORDERS.decide(Optional.of(order), stored("patch-of-form-1")));

    assertThat(OrderView.of(ID, 2, patched))
        .containsEntry("date", "2019-02-01T00:00:01.000Z")
        .containsEntry("customer", Map.of("name", "Ada"))
        .doesNotContainKey("note");
  }

  @Test
  void readsAnOrderThatWasStoredBeforeThereWereTaxes() throws IOException {
    Order order = OrderEvents.ORDERS.fromDocument(read("/orders/before-taxes.json"));

    assertThat(OrderView.of(ID, 2, order))
        .containsEntry("items", 4L)
        .containsEntry("subtotal", "24.50")
        .containsEntry("taxIncluded", true)
        .containsEntry("total", "24.50")
        .containsEntry("note", "ring twice")
        .doesNotContainKeys("tax", "discount", "shipping");
    assertThat(
            OrderEvents.accepted(
                OrderEvents.decide(
                    order, "update", OrderEvents.admitted("patch", Map.of("number", 2)))))
        .isNotNull();
  }

  @Test
  void readsTheFormThatIsWrittenToday() throws IOException {
    assertThat(stored(OrderEvents.ORDERS.schemaVersion())).isNotNull();
    assertThat(getClass().getResource(file(OrderEvents.ORDERS.schemaVersion() + 1))).isNull();
  }

  @Test
  void refusesAFormThatIsNewerThanItself() throws IOException {
    PlatformEvent today = stored(OrderEvents.ORDERS.schemaVersion());
    PlatformEvent newer =
        new PlatformEvent(
            today.command(),
            today.position(),
            today.creationTime(),
            OrderEvents.ORDERS.schemaVersion() + 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OrderEvents.ORDERS.decide(Optional.empty(), newer))
        .withMessageContaining("has form 3, known are 0 to 2");
  }

  private static String file(int form) {
    return "/events/form-" + form + ".json";
  }

  private static PlatformEvent stored(int form) throws IOException {
    return stored("form-" + form);
  }

  @SuppressWarnings("unchecked") // as the file has it
  private static PlatformEvent stored(String name) throws IOException {
    Map<String, Object> event = read("/events/" + name + ".json");
    Instant acceptedAt = Instant.parse((String) event.get("acceptedAt"));
    return new PlatformEvent(
        new ScheduledCommand(
            (String) event.get("_id"),
            (String) event.get("entityId"),
            (String) event.get("serviceName"),
            (String) event.get("operation"),
            (Map<String, Object>) event.get("payload"),
            null,
            acceptedAt,
            null,
            "ada",
            null,
            null,
            null),
        new Position((int) event.get("partition"), (int) event.get("sequence")),
        acceptedAt,
        (int) event.get("schemaVersion"));
  }

  private static Map<String, Object> read(String place) throws IOException {
    try (InputStream file = OrderUpcastingTest.class.getResourceAsStream(place)) {
      return new ObjectMapper().readValue(file, new TypeReference<>() {});
    }
  }
}

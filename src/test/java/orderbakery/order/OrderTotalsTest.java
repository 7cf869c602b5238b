package orderbakery.order;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.fixtures.OrderRequest.product;
import static orderbakery.order.OrderEvents.ID;
import static orderbakery.order.OrderEvents.ORDERS;
import static orderbakery.order.OrderEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import orderbakery.fixtures.OrderRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an order comes to; OrdersPropertyTest compares with a second way to work it out. */
class OrderTotalsTest {

  @ParameterizedTest
  @CsvSource({
    "EUR, 1, 0.005,         0.01",
    "EUR, 1, 0.004999999999,0.00",
    "EUR, 3, 0.335,         1.01",
    "EUR, 1000, 0.000005,   0.01",
    "EUR, 1, 12.5,          12.50",
    "JPY, 1, 0.5,           1",
    "JPY, 3, 33.3,          100",
    "KWD, 2, 0.00025,       0.001"
  })
  void roundsEachLineHalfUpToTheCurrency(String currency, int pieces, String price, String total) {
    Map<String, Object> view = view(anOrder().in(currency).of(pieces, "Screw", price));

    assertThat(((Map<?, ?>) ((List<?>) view.get("products")).get(0)).get("total")).isEqualTo(total);
    assertThat(view).containsEntry("subtotal", total).containsEntry("total", total);
  }

  @Test
  void roundsBeforeItAdds() {
    assertThat(view(anOrder().of(1, "A", "0.005").of(1, "B", "0.005")))
        .containsEntry("subtotal", "0.02");
  }

  @Test
  void takesDiscountsOffAndAddsShipping() {
    OrderRequest order =
        anOrder()
            .product(product(2, "Beans", "12.50", "discount", "1.00"))
            .with("discount", 2)
            .with("shipping", object("price", "4.90"));

    assertThat(view(order))
        .containsEntry("subtotal", "24.00")
        .containsEntry("discount", "2.00")
        .containsEntry("total", "26.90")
        .doesNotContainKey("tax");
  }

  @Test
  void addsTaxesOnlyWhenThePricesDoNotHoldThem() {
    OrderRequest order =
        anOrder()
            .product(product(1, "Beans", 10, "tax", "1.90"))
            .product(product(1, "Tea", 10, "tax", 0))
            .with("shipping", object("price", 5, "tax", "0.95"));

    assertThat(view(order))
        .containsEntry("tax", "2.85")
        .containsEntry("taxIncluded", true)
        .containsEntry("total", "25.00");
    assertThat(view(order.with("taxIncluded", false)))
        .containsEntry("tax", "2.85")
        .containsEntry("taxIncluded", false)
        .containsEntry("total", "27.85");
  }

  @Test
  void showsATaxOfZeroThatWasSent() {
    assertThat(view(anOrder().product(product(1, "Beans", 10, "tax", 0))))
        .containsEntry("tax", "0.00");
  }

  @Test
  void comesToNothingWhenAllIsOff() {
    assertThat(view(anOrder().of(1, "Beans", "12.50").with("discount", "12.50")))
        .containsEntry("total", "0.00");
  }

  private static Map<String, Object> view(OrderRequest order) {
    return ORDERS.bake(ID, 1, placed(order.body()));
  }
}

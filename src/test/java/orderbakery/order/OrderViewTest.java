package orderbakery.order;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.product;
import static orderbakery.fixtures.OrderRequest.theOrderOfTheContract;
import static orderbakery.order.OrderEvents.ID;
import static orderbakery.order.OrderEvents.ORDERS;
import static orderbakery.order.OrderEvents.aCancelledOrder;
import static orderbakery.order.OrderEvents.aDeletedOrder;
import static orderbakery.order.OrderEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderViewTest {

  @Test
  void isTheRawOrderOfTheContractToTheLetter() throws Exception {
    Order order = placed(theOrderOfTheContract().body());

    String json = new ObjectMapper().writeValueAsString(ORDERS.bake(ID, 1, order));

    assertThat(json)
        .isEqualTo(
            """
            {"id":"%s","version":1,"status":"PLACED","number":1042,"date":"2026-11-23T10:15:00Z",\
            "currency":"EUR","customer":{"name":"Ada Lovelace","email":"ada@example.com"},\
            "products":[{"sku":"BEANS-1","name":"Espresso beans 1 kg","quantity":2,"price":"12.50",\
            "total":"25.00"}],"items":2,"total":"25.00","note":"ring twice",\
            "createdAt":"2026-11-23T10:15:00.123Z","updatedAt":"2026-11-23T10:15:00.123Z"}"""
                .formatted(ID));
  }

  @Test
  void leavesOutWhatTheOrderDoesNotHave() {
    assertThat(ORDERS.bake(ID, 1, placed(anOrder().of(1, "Beans").body())).keySet())
        .containsExactly(
            "id",
            "version",
            "status",
            "date",
            "currency",
            "products",
            "items",
            "total",
            "createdAt",
            "updatedAt");
  }

  @Test
  void tellsWhyAnOrderWasCancelled() {
    assertThat(ORDERS.bake(ID, 2, aCancelledOrder()))
        .containsEntry("version", 2L)
        .containsEntry("status", "CANCELLED")
        .containsEntry("cancelReason", "too late");
  }

  @Test
  void showsOfADeletedOrderOnlyThatItIsGone() {
    assertThat(ORDERS.bake(ID, 3, aDeletedOrder()))
        .isEqualTo(Map.of("id", ID, "version", 3L, "status", "DELETED"));
  }

  @Test
  void addsExactly() {
    Order order = placed(anOrder().of(3, "Tea", "0.10").of(1, "Bag", 0.07).body());

    assertThat(ORDERS.bake(ID, 1, order)).containsEntry("items", 4L).containsEntry("total", "0.37");
  }

  @Test
  void addsLargeAmountsExactly() {
    Map<String, Object> much = product(999_999, "Gold", "999999999.99");
    Order order = placed(anOrder().with("products", Collections.nCopies(500, much)).body());

    assertThat(ORDERS.bake(ID, 1, order))
        .containsEntry("items", 499_999_500L)
        .containsEntry("total", "499999499995000005.00");
  }

  @Test
  void writesAnAmountWithoutAnExponent() {
    Order order = placed(anOrder().in("CLF").of(1, "Crumb", "0.0000").body());

    assertThat(ORDERS.bake(ID, 1, order)).containsEntry("total", "0.0000");
    assertThat(Money.of("0.00000000")).hasToString("0.00000000");
  }
}

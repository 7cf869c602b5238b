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
            {"id":"%s","version":1,"status":"PLACED","number":1042,"reference":"#1030-A","date":"2026-11-23T10:15:00Z",\
            "currency":"EUR","customer":{"name":"Ada Lovelace","email":"ada@example.com",\
            "phone":"+44 20 7946 0000"},\
            "billingAddress":{"name":"Ada Lovelace","company":"Analytical Ltd",\
            "lines":["12 St James's Square"],"city":"London","postalCode":"SW1Y 4JH","country":"GB"},\
            "shippingAddress":{"lines":["Dock 4"],"city":"Rotterdam","country":"NL"},\
            "products":[{"sku":"BEANS-1","name":"Espresso beans 1 kg","quantity":2,"price":"12.50",\
            "discount":"1.00","tax":"4.00","total":"24.00"}],"items":2,"subtotal":"24.00",\
            "discount":"2.00","shipping":{"name":"Parcel","price":"4.90","tax":"0.78"},"tax":"4.78",\
            "taxIncluded":true,"total":"26.90","note":"ring twice",\
            "metadata":{"channel":"web","utm.campaign":"autumn"},\
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
            "subtotal",
            "taxIncluded",
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

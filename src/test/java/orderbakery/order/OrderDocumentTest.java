package orderbakery.order;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.theOrderOfTheContract;
import static orderbakery.order.OrderEvents.ORDERS;
import static orderbakery.order.OrderEvents.aCancelledOrder;
import static orderbakery.order.OrderEvents.aDeletedOrder;
import static orderbakery.order.OrderEvents.anOrderOfAProduct;
import static orderbakery.order.OrderEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderDocumentTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Order> orders() {
    return Stream.of(
        placed(theOrderOfTheContract().body()),
        placed(anOrder().in("JPY").of(1, "Tea", 0).with("number", Long.MAX_VALUE >> 10).body()),
        anOrderOfAProduct(),
        aCancelledOrder(),
        aDeletedOrder());
  }

  @ParameterizedTest
  @MethodSource("orders")
  void comesBackAsItWas(Order order) {
    assertThat(ORDERS.fromDocument(ORDERS.toDocument(order))).isEqualTo(order);
  }

  @ParameterizedTest
  @MethodSource("orders")
  void comesBackFromJson(Order order) throws Exception {
    String json = JSON.writeValueAsString(ORDERS.toDocument(order));

    Map<String, Object> parsed = JSON.readValue(json, new TypeReference<>() {});

    assertThat(ORDERS.fromDocument(parsed)).isEqualTo(order);
  }

  @ParameterizedTest
  @MethodSource("orders")
  void comesBackFromExtendedJsonOfTheStore(Order order) {
    String json = new Document(ORDERS.toDocument(order)).toJson();

    assertThat(ORDERS.fromDocument(Document.parse(json))).isEqualTo(order);
  }

  @Test
  void doesNotMindTheEnvelope() {
    Order order = placed(theOrderOfTheContract().body());
    Map<String, Object> document = new HashMap<>(ORDERS.toDocument(order));
    document.putAll(Map.of("_id", OrderEvents.ID, "version", 7L, "partition", 3));

    assertThat(ORDERS.fromDocument(document)).isEqualTo(order);
  }

  @Test
  void holdsOnlyTheFieldsThatTheOrderHas() {
    assertThat(ORDERS.toDocument(placed(anOrder().of(1, "Beans").body())))
        .containsOnlyKeys(
            "date", "currency", "products", "taxIncluded", "status", "createdAt", "updatedAt");
  }
}

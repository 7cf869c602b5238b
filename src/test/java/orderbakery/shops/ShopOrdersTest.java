package orderbakery.shops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import orderbakery.component.Admission.Admitted;
import orderbakery.component.Decision.Accepted;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import orderbakery.log.ScheduledCommand;
import orderbakery.order.Order;
import orderbakery.order.Orders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders that shops export pass our form, and come to the sum that the shop has asked for. */
class ShopOrdersTest {

  private static final Orders ORDERS = new Orders(Currency.getInstance("EUR"));
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:00Z");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @ParameterizedTest
  @EnumSource
  void takesTheOrdersOfAShopToTheCent(Shop shop) throws IOException {
    List<JsonNode> exported = exported(shop);

    assertThat(exported).hasSize(10);
    assertThat(exported)
        .allSatisfy(
            order ->
                assertThat(new BigDecimal((String) taken(shop, order).get("total")))
                    .isEqualByComparingTo(shop.total(order)));
  }

  /** Else the test would say little: guests, discounts, all kinds of tax and of decimals. */
  @ParameterizedTest
  @EnumSource
  void hasOrdersOfManyKinds(Shop shop) throws IOException {
    List<Map<String, Object>> orders = new ArrayList<>();
    exported(shop).forEach(order -> orders.add(taken(shop, order)));

    assertThat(orders).extracting(order -> order.get("currency")).contains("EUR", "JPY", "KWD");
    assertThat(orders).anySatisfy(order -> assertThat(order).containsKey("note"));
    assertThat(orders).anySatisfy(order -> assertThat(order).containsKey("tax"));
    assertThat(orders)
        .anySatisfy(order -> assertThat(order.toString()).containsPattern("discount=[1-9]"));
    assertThat(orders).anySatisfy(order -> assertThat(order.toString()).contains("抹茶"));
  }

  private static List<JsonNode> exported(Shop shop) throws IOException {
    Path file =
        Path.of("src/test/resources/shops", shop.name().toLowerCase(Locale.ROOT) + ".jsonl");
    List<JsonNode> orders = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      orders.add(JSON.readTree(line));
    }
    return orders;
  }

  /** The order as clients see it. */
  private static Map<String, Object> taken(Shop shop, JsonNode exported) {
    var admission = ORDERS.admit("create", shop.translated(exported), NOW);
    assertThat(admission).isInstanceOf(Admitted.class);
    String id = UUID.randomUUID().toString();
    ScheduledCommand command =
        new ScheduledCommand(
            id,
            id,
            "order",
            "create",
            ((Admitted) admission).payload(),
            null,
            NOW,
            "orders-api-0",
            "anonymous",
            true,
            "digest",
            null);
    var decision =
        ORDERS.decide(
            Optional.empty(),
            new PlatformEvent(command, new Position(0, 1), NOW, ORDERS.schemaVersion()));
    assertThat(decision).isInstanceOf(Accepted.class);
    return ORDERS.bake(id, 1, ((Accepted<Order>) decision).state());
  }
}

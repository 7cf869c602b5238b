package orderbakery.order;

import static orderbakery.order.OrderEvents.ACCEPTED;
import static orderbakery.order.OrderEvents.ID;
import static orderbakery.order.OrderEvents.ORDERS;
import static orderbakery.order.OrderEvents.accepted;
import static orderbakery.order.OrderEvents.admitted;
import static orderbakery.order.OrderEvents.decide;
import static orderbakery.order.OrderEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import orderbakery.component.Admission;
import orderbakery.component.Admission.Admitted;
import orderbakery.component.Admission.Refused;
import orderbakery.component.Decision;

@PropertyDefaults(tries = 500, edgeCases = EdgeCasesMode.NONE)
class OrdersPropertyTest {

  private static final List<String> ORDER_OF_FIELDS =
      List.of(
          "id",
          "version",
          "status",
          "number",
          "reference",
          "date",
          "currency",
          "customer",
          "billingAddress",
          "shippingAddress",
          "products",
          "items",
          "subtotal",
          "discount",
          "shipping",
          "tax",
          "taxIncluded",
          "total",
          "files",
          "note",
          "metadata",
          "createdAt",
          "updatedAt");

  @Provide
  Arbitrary<String> requests() {
    return Arbitraries.of("create", "update", "patch", "cancel", "delete", "attach", "detach");
  }

  @Provide
  Arbitrary<Map<String, Object>> bodies() {
    return Arbitraries.oneOf(RandomOrders.jsonObject(), RandomOrders.spoilt());
  }

  @Provide
  Arbitrary<Map<String, Object>> validOrders() {
    return RandomOrders.valid();
  }

  @Property
  void answersEveryBodyWithAPayloadOrWithErrors(
      @ForAll("requests") String request, @ForAll("bodies") Map<String, Object> body) {
    Admission admission = ORDERS.admit(request, body, ACCEPTED);

    if (admission instanceof Refused refused) {
      assertThat(refused.problem().errors()).isNotEmpty();
      assertJsonSafe(refused.problem().toDocument());
    } else {
      assertJsonSafe(((Admitted) admission).payload());
    }
  }

  @Property
  void acceptsEveryOrderThatItAdmitted(@ForAll("bodies") Map<String, Object> body) {
    if (ORDERS.admit("create", body, ACCEPTED) instanceof Admitted admitted) {
      accepted(decide(null, "create", admitted.payload()));
    }
  }

  @Property
  void admitsItsOwnNormalForm(@ForAll("validOrders") Map<String, Object> body) {
    Map<String, Object> payload = admitted("create", body);

    assertThat(admitted("create", fields(payload))).isEqualTo(payload);
  }

  @Property
  void bakesTheShapeOfTheContractWithExactSums(@ForAll("validOrders") Map<String, Object> body) {
    Map<String, Object> view = ORDERS.bake(ID, 1, placed(body));

    Reckoning sums = Reckoning.of(body);
    assertThat(ORDER_OF_FIELDS).containsSubsequence(view.keySet());
    assertThat(view.get("subtotal")).isEqualTo(sums.subtotal());
    assertThat(view.get("tax")).isEqualTo(sums.tax());
    assertThat(view.get("total")).isEqualTo(sums.total());
    assertThat(view.values()).doesNotContainNull();
    assertJsonSafe(view);
  }

  @Property
  void comesBackFromItsDocument(@ForAll("validOrders") Map<String, Object> body) {
    Order order = placed(body);

    Map<String, Object> document = ORDERS.toDocument(order);

    assertThat(ORDERS.fromDocument(document)).isEqualTo(order);
    assertJsonSafe(document);
  }

  @Property
  void patchesAnOrderIntoTheSameAsReplacingIt(
      @ForAll("validOrders") Map<String, Object> before,
      @ForAll("validOrders") Map<String, Object> after) {
    Map<String, Object> whole = fields(admitted("update", after));
    Order order = placed(before);

    Order patched =
        accepted(
            decide(order, "update", admitted("patch", patch(order.details().fields(), whole))));

    assertThat(patched).isEqualTo(accepted(decide(order, "update", Map.of("order", whole))));
  }

  @Property
  void decidesOnEveryPatchThatItAdmitted(
      @ForAll("validOrders") Map<String, Object> order,
      @ForAll("bodies") Map<String, Object> patch) {
    if (ORDERS.admit("patch", patch, ACCEPTED) instanceof Admitted admitted) {
      Decision<Order> decision = decide(placed(order), "update", admitted.payload());

      assertThat(decision).isNotNull();
    }
  }

  /** What makes one object of another, RFC 7396. */
  private static Map<String, Object> patch(Map<?, ?> before, Map<?, ?> after) {
    Map<String, Object> patch = new LinkedHashMap<>();
    before.forEach((name, value) -> patch.put((String) name, null));
    after.forEach(
        (name, value) ->
            patch.put(
                (String) name,
                before.get(name) instanceof Map<?, ?> was && value instanceof Map<?, ?> is
                    ? patch(was, is)
                    : value));
    return patch;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(Map<String, Object> payload) {
    return (Map<String, Object>) payload.get("order");
  }

  /** Maps, lists, strings that UTF-8 can carry, booleans, Integer, Long and null. */
  private static void assertJsonSafe(Object value) {
    if (value instanceof Map<?, ?> object) {
      object.forEach(
          (name, member) -> {
            assertJsonSafe(name);
            assertJsonSafe(member);
          });
    } else if (value instanceof List<?> array) {
      array.forEach(OrdersPropertyTest::assertJsonSafe);
    } else if (value instanceof String text) {
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
    } else if (value != null) {
      assertThat(value).isInstanceOfAny(Boolean.class, Integer.class, Long.class);
    }
  }
}

package orderbakery.order;

import static orderbakery.fixtures.AFile.aFile;
import static orderbakery.fixtures.AFile.fileId;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.order.OrderEvents.ACCEPTED;
import static orderbakery.order.OrderEvents.LATER;
import static orderbakery.order.OrderEvents.PRODUCT;
import static orderbakery.order.OrderEvents.aCancelledOrder;
import static orderbakery.order.OrderEvents.aDeletedOrder;
import static orderbakery.order.OrderEvents.aPlacedOrder;
import static orderbakery.order.OrderEvents.accepted;
import static orderbakery.order.OrderEvents.admitted;
import static orderbakery.order.OrderEvents.anOrderWithAFile;
import static orderbakery.order.OrderEvents.decide;
import static orderbakery.order.OrderEvents.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import orderbakery.component.Decision;
import orderbakery.component.Decision.Accepted;
import orderbakery.component.Decision.Rejected;
import orderbakery.component.FieldError;
import orderbakery.component.Problem;
import orderbakery.order.OrderCommand.Cancel;
import orderbakery.order.OrderCommand.Change;
import orderbakery.order.OrderCommand.ChangeFiles;
import orderbakery.order.OrderCommand.Create;
import orderbakery.order.OrderCommand.Delete;
import orderbakery.order.OrderCommand.Follow;
import orderbakery.order.OrderCommand.Patch;
import orderbakery.order.OrderCommand.Replace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderLifecycleTest {

  /** The whole table: what each command does in each state. */
  @ParameterizedTest
  @CsvSource({
    "none,      create,  created",
    "none,      update,  unknown-order 404",
    "none,      patch,   unknown-order 404",
    "none,      follow,  unknown-order 404",
    "none,      attach,  unknown-order 404",
    "none,      detach,  unknown-order 404",
    "none,      cancel,  unknown-order 404",
    "none,      delete,  unknown-order 404",
    "PLACED,    create,  order-not-changeable 409",
    "PLACED,    update,  updated",
    "PLACED,    patch,   updated",
    "PLACED,    follow,  updated",
    "PLACED,    attach,  updated",
    "PLACED,    detach,  updated",
    "PLACED,    cancel,  cancelled",
    "PLACED,    delete,  deleted",
    "CANCELLED, create,  order-not-changeable 409",
    "CANCELLED, update,  order-not-changeable 409",
    "CANCELLED, patch,   order-not-changeable 409",
    "CANCELLED, follow,  order-not-changeable 409",
    "CANCELLED, attach,  order-not-changeable 409",
    "CANCELLED, detach,  order-not-changeable 409",
    "CANCELLED, cancel,  order-not-changeable 409",
    "CANCELLED, delete,  deleted",
    "DELETED,   create,  order-not-changeable 409",
    "DELETED,   update,  order-deleted 410",
    "DELETED,   patch,   order-deleted 410",
    "DELETED,   follow,  order-deleted 410",
    "DELETED,   attach,  order-deleted 410",
    "DELETED,   detach,  order-deleted 410",
    "DELETED,   cancel,  order-deleted 410",
    "DELETED,   delete,  order-deleted 410"
  })
  void decidesByTheState(String state, String command, String outcome) {
    Order order =
        switch (state) {
          case "PLACED" -> anOrderWithAFile();
          case "CANCELLED" -> accepted(decide(anOrderWithAFile(), "cancel", Map.of()));
          case "DELETED" -> accepted(decide(anOrderWithAFile(), "delete", Map.of()));
          default -> null;
        };

    Decision<Order> decision = send(order, command);

    assertThat(outcome(decision)).isEqualTo(outcome);
  }

  private static Decision<Order> send(Order order, String command) {
    if (command.equals("follow")) {
      return decide(order, command, object("product", PRODUCT, "version", 2, "name", "New beans"));
    }
    Map<String, Object> body =
        switch (command) {
          case "create", "update" -> anOrder().of(3, "Tea").body();
          case "patch" -> object("note", "ring once");
          case "attach" -> aFile(2);
          case "detach" -> object("id", fileId(1));
          default -> Map.of();
        };
    String operation = command.equals("patch") ? "update" : command;
    return decide(order, operation, admitted(command, body));
  }

  private static String outcome(Decision<Order> decision) {
    if (decision instanceof Accepted<Order> accepted) {
      return accepted.change();
    }
    Problem problem = ((Rejected<Order>) decision).problem();
    return problem.type() + " " + problem.status();
  }

  @Test
  void createsAPlacedOrderAtTheTimeOfAcceptance() {
    Order order = aPlacedOrder();

    assertThat(order.status()).isEqualTo(OrderStatus.PLACED);
    assertThat(order.createdAt()).isEqualTo(ACCEPTED);
    assertThat(order.updatedAt()).isEqualTo(ACCEPTED);
    assertThat(order.details().lines())
        .containsExactly(new Line(object("name", "Beans", "quantity", 2L, "price", "12.50")));
  }

  @Test
  void replacesTheClientsPartAndNothingElse() {
    Order order = accepted(send(aPlacedOrder(), "update"));

    assertThat(order.details().lines())
        .containsExactly(new Line(object("name", "Tea", "quantity", 3L, "price", "12.50")));
    assertThat(order.details().date()).isEqualTo(aPlacedOrder().details().date());
    assertThat(order.createdAt()).isEqualTo(ACCEPTED);
    assertThat(order.updatedAt()).isEqualTo(LATER);
  }

  @Test
  void keepsTheReasonOfACancellation() {
    Order order = aCancelledOrder();

    assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(order.cancelReason()).isEqualTo("too late");
    assertThat(order.details()).isEqualTo(aPlacedOrder().details());
    assertThat(order.updatedAt()).isEqualTo(LATER);
  }

  @Test
  void keepsTheStateOfADeletedOrder() {
    Order order = aDeletedOrder();

    assertThat(order.details()).isEqualTo(aPlacedOrder().details());
    assertThat(OrderEvents.ORDERS.isDeleted(order)).isTrue();
    assertThat(OrderEvents.ORDERS.isDeleted(aCancelledOrder())).isFalse();
  }

  @Test
  void cutsTimesToMilliseconds() {
    Instant precise = Instant.parse("2026-11-23T10:15:00.123456789Z");

    Order order = Order.placed(aPlacedOrder().details(), precise);

    assertThat(order).isEqualTo(aPlacedOrder());
  }

  @Test
  void rejectsWhatTheLogShouldNotHold() {
    Map<String, Object> noProducts = Map.of("order", Map.of("note", "x"));
    Map<String, Object> longReason = Map.of("reason", "r".repeat(501));

    assertThat(rejected(decide(null, "create", noProducts)).errors())
        .containsExactly(new FieldError("/products", "is required"));
    assertThat(rejected(decide(aPlacedOrder(), "update", noProducts)).type())
        .isEqualTo("invalid-order");
    assertThat(rejected(decide(aPlacedOrder(), "cancel", longReason)).type())
        .isEqualTo("invalid-order");
  }

  @Test
  void failsOnAnEventThatHoldsNoCommand() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decide(aPlacedOrder(), "bake", Map.of()))
        .withMessage(
            "Event %1$s of entity %1$s: 'bake' is no operation of the component order",
            OrderEvents.ID);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decide(null, "create", Map.of()))
        .withMessageEndingWith("'create' needs a payload with the object 'order'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decide(aPlacedOrder(), "update", Map.of("patch", "x")))
        .withMessageEndingWith("'update' needs a payload with the object 'patch'");
  }

  @Test
  void hasSevenCommands() {
    assertThat(
            Stream.of(OrderCommand.class, Change.class)
                .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                .filter(type -> !type.isInterface()))
        .containsExactlyInAnyOrder(
            Create.class,
            Replace.class,
            Patch.class,
            Follow.class,
            ChangeFiles.class,
            Cancel.class,
            Delete.class);
  }
}

package orderbakery.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.api.Shelf.ADA;
import static orderbakery.api.Shelf.BOB;
import static orderbakery.api.Shelf.COMMAND;
import static orderbakery.api.Shelf.ORDER;
import static orderbakery.api.Shelf.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.component.Caller;
import orderbakery.component.Component;
import orderbakery.component.Components;
import orderbakery.component.EntityProblems;
import orderbakery.component.Problem;
import orderbakery.edge.Answer;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.RefusedRequest;
import orderbakery.fixtures.JsonText;
import orderbakery.log.EventStatus;
import orderbakery.order.Orders;
import orderbakery.product.Products;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may not read everything reads what is his own; the rest is not there for him. */
class OwnReadsTest {
  private static final Currency EURO = Currency.getInstance("EUR");
  private static final Orders ORDERS = new Orders(EURO);
  private static final Products PRODUCTS = new Products(EURO);
  private static final Date NOON = Date.from(Instant.parse("2026-11-24T12:00:00Z"));
  private static final Map<String, Object> EXECUTED =
      Map.of("entityVersion", 3L, "executionTime", NOON, "acceptedAt", NOON);

  private final Shelf shelf = new Shelf();
  private final DocumentWriter json = JsonText::of;
  private final Presented presented = new Presented(ORDERS, shelf, json);
  private final Listing listing = new Listing(ORDERS, shelf, new PageWriter(json));
  private final Receipts receipts =
      new Receipts(new Components(List.of(ORDERS, PRODUCTS)), shelf, json);

  @Test
  void showsAnOrderToItsOwnerAndToWhoeverReadsEverything() {
    shelf.present("ada", "PLACED");

    assertThat(presented.find(Shelf.get(ADA, ORDER)).document()).containsEntry("id", ORDER);
    assertThat(presented.find(Shelf.get(SUPPORT, ORDER)).document()).containsEntry("id", ORDER);
    assertThat(presented.find(Shelf.get(Caller.ANONYMOUS, ORDER)).document())
        .containsEntry("id", ORDER);
  }

  @ParameterizedTest
  @CsvSource({"ada, PLACED", "ada, DELETED", ", PLACED", ", DELETED"})
  void tellsNobodyElseThatThereIsOne(String owner, String status) {
    Problem ofNothing = refusal(() -> presented.find(Shelf.get(BOB, ORDER)));

    shelf.present(owner, status);

    assertThat(refusal(() -> presented.find(Shelf.get(BOB, ORDER)))).isEqualTo(ofNothing);
  }

  @Test
  void tellsAnOwnerThatHisIsDeleted() {
    shelf.present("ada", "DELETED");

    assertThat(refusal(() -> presented.write(presented.find(Shelf.get(ADA, ORDER)))).status())
        .isEqualTo(410);
  }

  @Test
  void saysOfWhatIsNotThereWhatACommandOnItIsTold() {
    EntityProblems ofCommands = new EntityProblems("order");

    assertThat(refusal(() -> presented.find(Shelf.get(ADA, ORDER))))
        .isEqualTo(ofCommands.unknown());
    shelf.present("ada", "DELETED");
    assertThat(refusal(() -> presented.write(presented.find(Shelf.get(ADA, ORDER)))))
        .isEqualTo(ofCommands.deleted());
  }

  @Test
  void listsToEachWhatHeMayRead() {
    listing.find(Shelf.get(ADA, ORDER));
    assertThat(shelf.page.owner()).isEqualTo("ada");

    listing.find(Shelf.get(SUPPORT, ORDER));
    assertThat(shelf.page.owner()).isNull();

    listing.find(Shelf.get(Caller.ANONYMOUS, ORDER));
    assertThat(shelf.page.owner()).isNull();

    new Listing(PRODUCTS, shelf, new PageWriter(json)).find(Shelf.get(ADA, ORDER));
    assertThat(shelf.page.owner()).isNull();
  }

  @Test
  void tellsTheHistoryOfAnOrderToItsOwnerWithWhomeverHasChangedIt() {
    assertThat(principals(ORDERS, ADA)).containsExactly("ada", "support");
    assertThat(shelf.historyPage.owner()).isEqualTo("ada");

    assertThat(principals(ORDERS, SUPPORT)).containsExactly("ada", "support");
    assertThat(shelf.historyPage.owner()).isNull();
  }

  @Test
  void endsAHistoryBehindItsLastEventAndKnowsNoneThatNeverBegan() {
    History history = new History(ORDERS, shelf, new PageWriter(json));
    HttpRequest behind = Shelf.request(ADA, "GET", ORDER, "after=17");

    assertThat(refusal(() -> history.write(history.find(behind))))
        .isEqualTo(Presented.unknown("order"));
    assertThat(shelf.historyPage.owner()).as("as for any page").isEqualTo("ada");

    shelf.found = List.of(Map.of("_id", "c1", "sequence", 17L));
    assertThat(new String(history.write(history.find(behind)).body(), UTF_8)).isEqualTo("[]");
  }

  @Test
  void namesInTheHistoryOfAProductNobodyElseToWhoeverMayNotReadEverything() {
    assertThat(principals(PRODUCTS, ADA)).containsExactly("ada", null);
    assertThat(shelf.historyPage.owner()).isNull();
    assertThat(principals(PRODUCTS, SUPPORT)).as("who has no orders:read").isNotEmpty();
    assertThat(principals(PRODUCTS, new Caller("eve", Set.of("orders:read", "orders:read:all"))))
        .containsExactly("ada", "support");
    assertThat(principals(PRODUCTS, Caller.ANONYMOUS)).containsExactly("ada", "support");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "EXECUTED", "REJECTED", "PARKED", "BLOCKED"})
  void tellsACommandToItsPrincipalToTheOwnerAndToWhoeverReadsEverything(EventStatus status) {
    shelf.present("ada", "PLACED");
    shelf.log("carl", status, more(status));

    assertThat(receipt(new Caller("carl", Set.of()))).containsEntry("status", status.name());
    assertThat(receipt(ADA)).containsEntry("status", status.name());
    assertThat(receipt(SUPPORT)).containsEntry("status", status.name());
    assertThat(receipt(Caller.ANONYMOUS)).containsEntry("status", status.name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "EXECUTED", "REJECTED", "PARKED", "BLOCKED"})
  void tellsNobodyElseThatThereIsACommandAndAsksAsOftenAsForNone(EventStatus status) {
    Inquiry ofNothing = receipts.find(receipts.take(Shelf.get(BOB, COMMAND)));
    int reads = shelf.reads;

    shelf.present("ada", "PLACED");
    shelf.log("ada", status, more(status));
    Inquiry ofOthers = receipts.find(receipts.take(Shelf.get(BOB, COMMAND)));

    assertThat(ofOthers).isEqualTo(ofNothing);
    assertThat(shelf.reads).isEqualTo(2 * reads);
    assertThat(refusal(() -> receipts.answer(ofOthers)).type()).isEqualTo("unknown-command");
  }

  @Test
  void endsNoWaitForAnEndThatTheClientMayNotKnow() {
    shelf.present("ada", "PLACED");
    Inquiry bobs = receipts.find(receipts.take(Shelf.get(BOB, COMMAND)));
    Expectation end = new Expectation(COMMAND, bobs::mayHear);
    Inquiry waiting = bobs.expecting(end);

    shelf.log("ada", EventStatus.EXECUTED, EXECUTED);
    receipts.find(waiting);
    end.hear(shelf.end(COMMAND).orElseThrow());
    end.hear(new Ending.Baked(3, Map.of(), "ada", NOON.toInstant(), Set.of("ada")));
    assertThat(end.ending()).isNotDone();

    end.hear(new Ending.Baked(3, Map.of(), "bob", NOON.toInstant(), Set.of("bob")));
    assertThat(end.ending()).isDone();
  }

  @Test
  void asksOnceWhereNobodyIsAskedWhoHeIs() {
    receipts.find(receipts.take(Shelf.get(Caller.ANONYMOUS, COMMAND)));

    assertThat(shelf.reads).isOne();
  }

  @Test
  void hidesACommandOfAComponentThatIsNotThereAnyMore() {
    shelf.log("ada", EventStatus.PENDING, Map.of("acceptedAt", NOON));
    Receipts products = new Receipts(new Components(List.of(PRODUCTS)), shelf, json);
    Caller nobody = new Caller("bob", Set.of());

    assertThat(products.find(products.take(Shelf.get(nobody, COMMAND))).isMissing()).isTrue();
  }

  private List<Object> principals(Component<?> component, Caller caller) {
    History history = new History(component, shelf, new PageWriter(json));
    shelf.found =
        List.of(
            Map.of("_id", "c1", "principal", "ada"), Map.of("_id", "c2", "principal", "support"));
    Answer page = history.write(history.find(Shelf.get(caller, ORDER)));
    return JsonText.array(new String(page.body(), UTF_8)).stream()
        .map(it -> it.get("principal"))
        .toList();
  }

  private Map<String, Object> receipt(Caller caller) {
    Answer answer = receipts.answer(receipts.find(receipts.take(Shelf.get(caller, COMMAND))));
    return JsonText.object(new String(answer.body(), UTF_8));
  }

  private static Map<String, Object> more(EventStatus status) {
    return switch (status) {
      case EXECUTED -> EXECUTED;
      case REJECTED ->
          Map.of(
              "executionTime",
              NOON,
              "problem",
              new Problem("order-not-changeable", "No", 409, "No.").toDocument());
      default -> Map.of();
    };
  }

  private static Problem refusal(ThrowingCallable request) {
    return catchThrowableOfType(RefusedRequest.class, request).getProblem();
  }
}

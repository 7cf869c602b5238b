package orderbakery.order;

import static orderbakery.fixtures.AFile.aFile;
import static orderbakery.fixtures.AFile.fileId;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.order.OrderEvents.ID;
import static orderbakery.order.OrderEvents.ORDERS;
import static orderbakery.order.OrderEvents.aPlacedOrder;
import static orderbakery.order.OrderEvents.accepted;
import static orderbakery.order.OrderEvents.admitted;
import static orderbakery.order.OrderEvents.anOrderWithAFile;
import static orderbakery.order.OrderEvents.decide;
import static orderbakery.order.OrderEvents.errors;
import static orderbakery.order.OrderEvents.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orderbakery.component.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderFilesTest {

  @Test
  void showsAFileWithTheTimeOfItsAcceptance() {
    Map<String, Object> file =
        Map.of(
            "id",
            fileId(1),
            "name",
            "invoice-1.pdf",
            "type",
            "application/pdf",
            "size",
            1001L,
            "sha256",
            "ab".repeat(32),
            "addedAt",
            "2026-11-24T08:00:00.500Z");

    assertThat(ORDERS.bake(ID, 2, anOrderWithAFile())).containsEntry("files", List.of(file));
    assertThat(ORDERS.toDocument(anOrderWithAFile())).containsEntry("files", List.of(file));
    assertThat(ORDERS.bake(ID, 1, aPlacedOrder())).doesNotContainKey("files");
    assertThat(ORDERS.toDocument(aPlacedOrder())).doesNotContainKey("files");
  }

  @Test
  void comesBackFromItsDocumentWithItsFiles() {
    assertThat(ORDERS.fromDocument(ORDERS.toDocument(anOrderWithAFile())))
        .isEqualTo(anOrderWithAFile());
  }

  @Test
  void keepsFilesWhenTheClientsPartIsReplacedOrMerged() {
    Order order = anOrderWithAFile();
    Map<String, Object> whole = admitted("update", anOrder().of(3, "Tea").body());
    Map<String, Object> patch = admitted("patch", object("note", "ring once"));

    assertThat(accepted(decide(order, "update", whole)).files()).isEqualTo(order.files());
    assertThat(accepted(decide(order, "update", patch)).files()).isEqualTo(order.files());
    assertThat(accepted(decide(order, "cancel", Map.of())).files()).isEqualTo(order.files());
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "update", "patch"})
  void leavesNoFilesToTheClient(String request) {
    Map<String, Object> body =
        object("products", anOrder().of(1, "Tea").body().get("products"), "files", List.of());

    assertThat(errors(request, body))
        .containsExactly(new FieldError("/files", "is not a field that a client can set"));
  }

  @Test
  void detachesOneFileAndKeepsTheOthersInTheirOrder() {
    Order order = ordersWithFiles(3);

    Order detached = accepted(decide(order, "detach", admitted("detach", object("id", fileId(2)))));

    assertThat(detached.files().all()).extracting("id").containsExactly(fileId(1), fileId(3));
  }

  @Test
  void refusesToDetachWhatIsNotThere() {
    Map<String, Object> detach = admitted("detach", object("id", fileId(1)));
    Order detached = accepted(decide(anOrderWithAFile(), "detach", detach));

    assertThat(rejected(decide(aPlacedOrder(), "detach", detach)).type()).isEqualTo("unknown-file");
    assertThat(rejected(decide(detached, "detach", detach)).status()).isEqualTo(404);
  }

  @Test
  void hasTwentyFilesAtMost() {
    Order full = ordersWithFiles(20);

    assertThat(full.files().all()).hasSize(20);
    assertThat(rejected(decide(full, "attach", admitted("attach", aFile(21)))).detail())
        .isEqualTo("The order has 20 files already, and may have no more.");
    assertThat(rejected(decide(full, "attach", admitted("attach", aFile(21)))).type())
        .isEqualTo("invalid-file");
  }

  @ParameterizedTest
  @MethodSource
  void refusesANameThatMisleads(String name, String detail) {
    assertThat(errors("attach", with(object("name", name))))
        .containsExactly(new FieldError("/name", detail));
  }

  static Stream<Arguments> refusesANameThatMisleads() {
    return Stream.of(
        arguments("../../etc/passwd", "must not contain slashes"),
        arguments("a\\b.pdf", "must not contain slashes"),
        arguments("..", "must not be . or .."),
        arguments("invoice\0.pdf", "must not contain control characters"),
        arguments("a\r\nX: y", "must not contain control characters"),
        arguments("exe.\u202egpj", "must not contain characters that turn the direction of text"),
        arguments("  ", "must not be blank"));
  }

  @Test
  void takesANameOfTwoHundredCharactersOfAnyLanguage() {
    assertThat(errors("attach", with(object("name", "発".repeat(200))))).isEmpty();
    assertThat(errors("attach", with(object("name", "発".repeat(201)))))
        .containsExactly(new FieldError("/name", "must have 1 to 200 characters"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pdf", "text/html\r\nX: y", "text/", "/x", "text/plain; charset", "ä/b"})
  void refusesATypeThatIsNone(String type) {
    assertThat(errors("attach", with(object("type", type))))
        .containsExactly(new FieldError("/type", "must be a media type of at most 200 characters"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain; charset=utf-8", "image/svg+xml", "a/b;c=\"d e\" ; f=g"})
  void takesATypeWithParameters(String type) {
    assertThat(errors("attach", with(object("type", type)))).isEmpty();
  }

  @Test
  void refusesAnEmptyFile() {
    assertThat(errors("attach", with(object("size", 0))))
        .extracting(FieldError::pointer)
        .containsExactly("/size");
  }

  @Test
  void failsOnAnEventThatHoldsNoFile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decide(aPlacedOrder(), "attach", Map.of("file", Map.of())))
        .withMessageContaining("holds no file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decide(aPlacedOrder(), "detach", Map.of()))
        .withMessageEndingWith("'detach' needs a payload with the object 'file'");
  }

  private static Map<String, Object> with(Map<String, Object> field) {
    Map<String, Object> file = aFile(1);
    file.putAll(field);
    return file;
  }

  private static Order ordersWithFiles(int count) {
    Order order = aPlacedOrder();
    for (int file : IntStream.rangeClosed(1, count).toArray()) {
      order = accepted(decide(order, "attach", admitted("attach", aFile(file))));
    }
    return order;
  }
}

package orderbakery.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.api.Shelf.ADA;
import static orderbakery.api.Shelf.BOB;
import static orderbakery.api.Shelf.ORDER;
import static orderbakery.api.Shelf.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import orderbakery.component.Caller;
import orderbakery.component.Lookup;
import orderbakery.edge.Answer;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.ProblemWriter;
import orderbakery.edge.Query;
import orderbakery.edge.RefusedRequest;
import orderbakery.fixtures.Commands;
import orderbakery.fixtures.JsonText;
import orderbakery.fixtures.OrderRequest;
import orderbakery.log.EventStatus;
import orderbakery.log.Partitions;
import orderbakery.order.Orders;
import orderbakery.product.Products;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command may change is written into it, and what it may not is refused at once. */
class OwnCommandsTest {
  private static final Currency EURO = Currency.getInstance("EUR");
  private static final Clock CLOCK = Clock.fixed(Commands.NOON, ZoneOffset.UTC);
  private static final Map<String, Object> BEANS = OrderRequest.anOrder().of(1, "Beans").body();

  private final Shelf shelf = new Shelf();
  private final Preconditions preconditions = new Preconditions(shelf, nothingWaits());
  private final Answers answers =
      new Answers(JsonText::of, new ProblemWriter(() -> new UUID(0, 0)));

  @Test
  void sayInTheLogWhoHasSentThemAndWhetherHeMayChangeWhatBelongsToOthers() {
    assertThat(taken(ADA, "POST", null).command().principal()).isEqualTo("ada");
    assertThat(taken(ADA, "POST", null).command().changesAll()).isFalse();
    assertThat(taken(ADA, "PUT", null).command().changesAll()).isFalse();
    assertThat(taken(SUPPORT, "PUT", null).command().changesAll()).isTrue();
    assertThat(taken(Caller.ANONYMOUS, "PUT", null).command().changesAll()).isTrue();
    assertThat(
            new Intake(new Products(EURO), CLOCK, () -> ORDER, "test", Lookup.NOTHING)
                .take(request(new Caller("eve", Set.of("products:write")), "DELETE", null))
                .command()
                .changesAll())
        .as("products are nobody's")
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, PLACED, ",
    "DELETE, PLACED, ",
    "PUT, PLACED, '\"v1\"'",
    "PUT, DELETED, ",
    "PUT, DELETED, '\"v1\"'",
    "PUT, PLACED, *",
    "DELETE, CANCELLED, '\"v9\"'"
  })
  void findNothingThatBelongsToOthers(String method, String status, String ifMatch) {
    for (String owner : new String[] {"ada", null}) {
      shelf.present(owner, status);

      RefusedRequest refused =
          catchThrowableOfType(
              RefusedRequest.class, () -> preconditions.check(taken(BOB, method, ifMatch)));

      assertThat(refused.getProblem()).isEqualTo(Presented.unknown("order"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE"})
  void passWhereTheManagerDecides(String method) {
    assertThatCode(() -> preconditions.check(taken(BOB, method, "\"v1\"")))
        .doesNotThrowAnyException();
    shelf.present("ada", "DELETED");
    assertThatCode(() -> preconditions.check(taken(ADA, method, null))).doesNotThrowAnyException();
    assertThatCode(() -> preconditions.check(taken(ADA, method, "\"v1\"")))
        .doesNotThrowAnyException();
    shelf.present("ada", "PLACED");
    assertThatCode(() -> preconditions.check(taken(ADA, method, "\"v3\"")))
        .doesNotThrowAnyException();
    assertThatCode(() -> preconditions.check(taken(SUPPORT, method, null)))
        .doesNotThrowAnyException();
  }

  @Test
  void areRefusedToOwnersForAVersionThatIsReplaced() {
    shelf.present("ada", "PLACED");

    for (Caller caller : List.of(ADA, SUPPORT, Caller.ANONYMOUS)) {
      RefusedRequest refused =
          catchThrowableOfType(
              RefusedRequest.class, () -> preconditions.check(taken(caller, "PUT", "\"v1\"")));

      assertThat(refused.getProblem().status()).isEqualTo(412);
    }
  }

  @Test
  void costNoReadWhereNothingCanBeOfOthers() {
    preconditions.check(taken(Caller.ANONYMOUS, "PUT", null));
    preconditions.check(taken(SUPPORT, "DELETE", null));
    preconditions.check(taken(ADA, "POST", null));

    assertThat(shelf.reads).isZero();
  }

  @Test
  void areAnotherOneUnderTheSameKeyOfAnotherPrincipal() {
    assertThat(keyed(ADA).commandId()).isNotEqualTo(keyed(BOB).commandId());
    assertThat(keyed(ADA).commandId()).isEqualTo(keyed(ADA).commandId());
  }

  @Test
  void areAnsweredWithTheDocumentOnlyToWhoeverMayReadIt() {
    Caller writer = new Caller("carl", Set.of("orders:write:all"));

    assertThat(awaited(ADA, "PUT", "ada").status()).isEqualTo(200);
    assertThat(new String(awaited(ADA, "PUT", "ada").body(), UTF_8)).contains("\"version\"");
    assertThat(awaited(SUPPORT, "PUT", "ada").status()).isEqualTo(200);
    assertThat(awaited(Caller.ANONYMOUS, "PUT", null).status()).isEqualTo(200);
    assertThat(awaited(writer, "PUT", "ada").status()).isEqualTo(204);
    assertThat(awaited(writer, "PUT", "ada").body()).isNullOrEmpty();
    assertThat(awaited(writer, "PUT", null).status()).isEqualTo(204);
    assertThat(awaited(writer, "POST", "carl").status()).isEqualTo(201);
  }

  @Test
  void areAnsweredWithNoDocumentToWhoeverMayReadNone() {
    Caller till = new Caller("till", Set.of("orders:write"));

    assertThat(awaited(till, "PUT", "till").status()).isEqualTo(204);
    assertThat(awaited(till, "PUT", "till").body()).isNullOrEmpty();
    Answer created = awaited(till, "POST", "till");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.body()).isNullOrEmpty();
    assertThat(created.headers()).containsKeys("Location", "ETag");
  }

  @Test
  void areToldTheirRefusalAsSuch() {
    Submission submission =
        taken(BOB, "PUT", null)
            .ended(new Ending.Refused(Presented.unknown("order"), Commands.NOON, Set.of("bob")));

    assertThat(answers.answer(submission).status()).isEqualTo(404);
  }

  private Answer awaited(Caller caller, String method, String owner) {
    return answers.answer(
        taken(caller, method, null)
            .ended(
                new Ending.Baked(
                    3, Map.of("version", 3L), owner, Commands.NOON, Set.of(caller.principal()))));
  }

  private static Submission keyed(Caller caller) {
    return intake().take(request(caller, "POST", "Idempotency-Key", "key"));
  }

  private static Submission taken(Caller caller, String method, String ifMatch) {
    return intake().take(request(caller, method, "If-Match", ifMatch));
  }

  private static Intake intake() {
    return new Intake(new Orders(EURO), CLOCK, () -> ORDER, "test", Lookup.NOTHING);
  }

  private static HttpRequest request(Caller caller, String method, String header, String value) {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("Content-Type", List.of("application/json"));
    if (value != null) {
      headers.put(header, List.of(value));
    }
    boolean isCreate = method.equals("POST");
    return new HttpRequest(
        caller,
        method,
        isCreate ? "/order" : "/order/" + ORDER,
        isCreate ? Map.of() : Map.of("id", ORDER),
        headers,
        Query.of(null),
        method.equals("DELETE") ? new byte[0] : JsonText.of(BEANS));
  }

  private static HttpRequest request(Caller caller, String method, String ifMatch) {
    return request(caller, method, "If-Match", ifMatch);
  }

  private static WaitingWork nothingWaits() {
    OpenCommands nothing =
        new OpenCommands() {
          @Override
          public Map<String, EventStatus> statuses(Collection<String> commandIds) {
            return Map.of();
          }

          @Override
          public Optional<Instant> oldestPending(String component) {
            return Optional.empty();
          }
        };
    return new WaitingWork(
        List.of("order"), new Partitions(1), nothing, p -> true, Duration.ofSeconds(30), CLOCK);
  }
}

package orderbakery.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderbakery.component.Caller;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.Query;
import orderbakery.edge.RefusedRequest;
import orderbakery.fixtures.Commands;
import orderbakery.fixtures.JsonText;
import orderbakery.log.Sha256;
import orderbakery.order.Orders;
import org.junit.jupiter.api.Test;

/** What becomes of a request with a key that is sent again, be it after its product is gone. */
class RepeatsTest {
  private static final String PRODUCT = "0193a5b0-0000-7000-8000-000000000001";
  private static final Map<String, Object> ORDER =
      anOrder().product(object("product", PRODUCT, "quantity", 2)).body();

  private static final Map<String, Object> OTHER = anOrder().of(1, "Tea").body();

  private static final String INVALID = "1 value breaks the rules of an order";

  private final Map<String, Map<String, Object>> products = new HashMap<>();
  private final ClaimsInMemory claims = new ClaimsInMemory();
  private final Map<String, Map<String, Object>> events = new HashMap<>();
  private final Repeats repeats = new Repeats(claims, new Log());
  private final Intake intake =
      new Intake(
          new Orders(Currency.getInstance("EUR")),
          Clock.fixed(Commands.NOON, ZoneOffset.UTC),
          () -> "drawn",
          "test",
          (component, ids, fields) -> Map.copyOf(products));

  @Test
  void isTheSameCommandWhereItsKeyWasClaimedAsItMayHaveBeenPublished() {
    present("Beans", "ACTIVE");
    Submission first = claimed("key", ORDER);
    assertThat(first.isRepeat()).isFalse();
    present("Dark beans", "DELETED");

    Submission repeat = claimed("key", ORDER);

    assertThat(repeat.isNew()).as("it has to be published").isTrue();
    assertThat(repeat.isRepeat()).isTrue();
    assertThat(repeat.command()).isEqualTo(first.command());
    products.clear();
    assertThat(claimed("key", ORDER).command()).isEqualTo(first.command());
  }

  @Test
  void isRefusedWhereItsKeyWasNotClaimedWhichStaysFree() {
    present("Beans", "DELETED");

    assertRefused("key", ORDER, INVALID);

    present("Beans", "ACTIVE");
    assertThat(claimed("key", ORDER).isRepeat()).isFalse();
  }

  @Test
  void isRefusedForItsKeyWhereAnotherRequestHasClaimedThat() {
    claimed("key", OTHER);
    present("Beans", "DELETED");

    assertRefused("key", ORDER, "was sent with this Idempotency-Key");
  }

  /** What an earlier version has claimed does not say what was looked up. */
  @Test
  void isRefusedWhereNobodyKnowsWhatItsProductWasLike() {
    present("Beans", "ACTIVE");
    Submission first = claimed("key", ORDER);
    claims.byCommand.replaceAll(
        (id, claim) -> new KeyClaims.Claim(claim.digest(), LookedUp.NOTHING));
    present("Beans", "DELETED");

    assertThat(first.isRepeat()).isFalse();
    assertRefused("key", ORDER, INVALID);
  }

  @Test
  void isKnownByTheDigestThatAnEarlierVersionHasClaimedOrLogged() {
    present("Beans", "ACTIVE");
    claimed("key", ORDER);
    String ofItsBytes = Sha256.of("POST /order\n" + new String(JsonText.of(ORDER), UTF_8));
    claims.byCommand.replaceAll((id, first) -> new KeyClaims.Claim(ofItsBytes, first.lookedUp()));

    Submission repeat = claimed("key", ORDER);

    assertThat(repeat.isRepeat()).isTrue();
    assertThat(repeat.command().digest()).as("to the writer, too").isEqualTo(ofItsBytes);
    assertRefused("key", OTHER, "was sent with this Idempotency-Key");
    events.put(repeat.commandId(), Map.of("digest", ofItsBytes));
    assertThat(repeats.recognise(taken("key", ORDER)).isNew()).isFalse();
    assertRefused("key", OTHER, "was sent with this Idempotency-Key");
  }

  private void present(String name, String status) {
    products.put(
        PRODUCT,
        object("version", 3L, "status", status, "name", name, "price", "12.50", "currency", "EUR"));
  }

  private Submission claimed(String key, Map<String, Object> body) {
    return repeats.claim(repeats.recognise(taken(key, body)));
  }

  private Submission taken(String key, Map<String, Object> body) {
    HttpRequest request =
        new HttpRequest(
            Caller.ANONYMOUS,
            "POST",
            "/order",
            Map.of(),
            Map.of("Content-Type", List.of("application/json"), "Idempotency-Key", List.of(key)),
            Query.of(null),
            JsonText.of(body));
    return intake.take(request);
  }

  private void assertRefused(String key, Map<String, Object> body, String detail) {
    assertThatExceptionOfType(RefusedRequest.class)
        .isThrownBy(() -> claimed(key, body))
        .withMessageContaining(detail);
  }

  private static final class ClaimsInMemory implements KeyClaims {
    private final Map<String, Claim> byCommand = new HashMap<>();

    @Override
    public Optional<Claim> claim(String commandId, Claim claim) {
      return Optional.ofNullable(byCommand.putIfAbsent(commandId, claim));
    }

    @Override
    public Optional<Claim> find(String commandId) {
      return Optional.ofNullable(byCommand.get(commandId));
    }
  }

  private final class Log implements StoredDocuments {
    @Override
    public Map<String, Object> event(String commandId) {
      return events.get(commandId);
    }

    @Override
    public List<Map<String, Object>> events(HistoryPage page) {
      return List.of();
    }

    @Override
    public Map<String, Object> entity(String component, String id, String owner) {
      return null;
    }

    @Override
    public Map<String, Object> presentation(String component, String id) {
      return null;
    }

    @Override
    public Map<String, Object> version(String component, String id) {
      return null;
    }

    @Override
    public List<Map<String, Object>> entities(Page page) {
      return List.of();
    }
  }
}

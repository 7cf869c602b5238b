package orderbakery.flow;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.regex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import orderbakery.fixtures.WebhookReceiver;
import orderbakery.fixtures.WebhookReceiver.Received;
import orderbakery.log.Sha256;
import org.assertj.core.data.Offset;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Receivers elsewhere hear of changes, signed, in the order of their entity, whatever they do. */
@Import(Crashes.class)
@TestPropertySource(
    properties = {
      "bakery.notices.period=100ms",
      "bakery.notices.claim=1s",
      "bakery.notices.first-delay=200ms",
      "bakery.notices.private-addresses=true",
      // that there are some; which, is known later
      "bakery.webhooks[0].url=http://127.0.0.1",
      "bakery.webhooks[0].secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      "bakery.webhooks[0].types=order.created"
    })
@DirtiesContext
class WebhookIT extends FlowTest {
  private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final WebhookReceiver RECEIVER = new WebhookReceiver();
  private static final String GOOD = "/good";
  private static final String SILENT = "/silent";
  private static final String AWAY = "/away";
  private static final String GONE = "/gone";

  @Autowired private Crashes crashes;

  @DynamicPropertySource
  static void receivers(DynamicPropertyRegistry settings) {
    List<String> paths = List.of(GOOD, SILENT, AWAY, GONE);
    for (int i = 0; i < paths.size(); i++) {
      String url = RECEIVER.url(paths.get(i));
      String key = "bakery.webhooks[" + i + "].";
      settings.add(key + "url", () -> url);
      settings.add(key + "secret", () -> "whsec_" + SECRET);
      settings.add(
          key + "types", () -> "order.created,order.updated,order.cancelled,order.rejected");
    }
    RECEIVER.answer(SILENT, WebhookReceiver.SILENCE);
    RECEIVER.answer(AWAY, 503);
    RECEIVER.answer(GONE, 410);
  }

  @AfterAll
  static void endTheReceiver() {
    RECEIVER.close();
  }

  @Test
  void tellsSignedFramesInTheOrderOfTheirEntity() throws Exception {
    try (Listening client = bakery.listen()) {
      String id = bakery.placed(anOrder().by("Ada").of(1, "Beans").body());
      accepted(bakery.patch(id, object("note", "soon")));
      accepted(bakery.cancel(id));
      accepted(bakery.patch(id, object("note", "too late")));

      List<Received> told = awaitTold(GOOD, id, 4);
      List<Map<String, Object>> frames = client.awaitAbout(id, 4);
      for (int i = 0; i < frames.size(); i++) {
        Map<String, Object> frame = new ConcurrentHashMap<>(frames.get(i));
        frame.remove("token");
        assertThat(told.get(i).json()).isEqualTo(frame);
        assertSigned(told.get(i));
      }
      assertThat(told)
          .extracting(it -> it.json().get("type"))
          .containsExactly("order.created", "order.updated", "order.cancelled", "order.rejected");
    }
  }

  @Test
  void isNotDelayedByAReceiverThatKeepsSilentOrIsAway() {
    String id = bakery.placed(anOrder().of(1, "Beans").body());

    awaitTold(GOOD, id, 1);
    awaitTold(AWAY, id, 1);
    assertThat(notice(AWAY, id)).containsEntry("address", "127.0.0.1");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(notice(AWAY, id))
                    .containsEntry("state", "OWED")
                    .containsEntry("reason", "answered 503"));
  }

  @Test
  void triesAgainWithTheSameIdAndKeepsTheOrder() {
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    awaitTold(AWAY, id, 1);
    accepted(bakery.cancel(id));
    bakery.awaitStatus(id, "CANCELLED");
    awaitTold(GOOD, id, 2);

    List<Received> told = awaitTold(AWAY, id, 2);

    assertThat(told).extracting(it -> it.header("webhook-id")).containsOnly(id);
    assertThat(told).extracting(it -> it.json().get("type")).containsOnly("order.created");
  }

  @Test
  void makesADeadLetterOfWhatIsGivenUpAndOfWhatIsGone() {
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    assertThat(awaitState(GONE, id, "FAILED").getString("reason")).startsWith("answered 410");
    assertThat(told(GONE, id)).hasSize(1);
    awaitTold(AWAY, id, 1);

    Date yesterday = Date.from(Instant.now().minusSeconds(25 * 3600));
    notices()
        .updateMany(
            and(eq("command", id), ne("state", "SENT"), regex("channel", "^webhook")),
            Updates.set("owedAt", yesterday));

    assertThat(awaitState(AWAY, id, "FAILED")).containsEntry("reason", "given up: answered 503");
    String queue = "notifier." + stored.event(id).getInteger("partition") + ".dead";
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        management.send("GET", "/actuator/deadletters/" + queue).array().stream()
                            .filter(it -> id.equals(it.get("messageId"))))
                    .hasSizeGreaterThanOrEqualTo(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"claim", "write-message", "post-message", "settle"})
  void tellsThoughTheProcessDies(String step) {
    String name = nameOf(GOOD);
    crashes.faultAfter(name + "-" + step);
    String id = bakery.placed(anOrder().of(1, "Beans").body());

    awaitState(GOOD, id, "SENT");
    await().atMost(PATIENCE).until(crashes::haveCome);
    assertThat(told(GOOD, id)).extracting(it -> it.header("webhook-id")).containsOnly(id);
  }

  @Test
  void tellsOnceThoughTheStoreIsAwayWhenAMessageIsMarked() {
    crashes.storeAwayAt(nameOf(GOOD) + "-settle");
    String id = bakery.placed(anOrder().of(1, "Beans").body());

    awaitState(GOOD, id, "SENT");
    assertThat(crashes.haveCome()).isTrue();
    assertThat(told(GOOD, id)).hasSize(1);
  }

  private static void assertSigned(Received message) throws Exception {
    assertThat(message.header("Content-Type")).startsWith("application/cloudevents+json");
    assertThat(message.headers().keySet())
        .noneMatch(it -> it.toLowerCase(Locale.ROOT).startsWith("camel"));
    String head = message.header("webhook-id") + "." + message.header("webhook-timestamp") + ".";
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET), "HmacSHA256"));
    mac.update(head.getBytes(UTF_8));
    assertThat(message.header("webhook-signature"))
        .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(message.body())));
    assertThat(Long.parseLong(message.header("webhook-timestamp")))
        .isCloseTo(Instant.now().getEpochSecond(), Offset.offset(30L));
  }

  private List<Received> awaitTold(String path, String orderId, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(told(path, orderId)).hasSizeGreaterThanOrEqualTo(count));
    return told(path, orderId);
  }

  private static List<Received> told(String path, String orderId) {
    return RECEIVER.at(path).stream()
        .filter(it -> orderId.equals(it.json().get("subject")))
        .toList();
  }

  private Document awaitState(String path, String commandId, String state) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(notice(path, commandId)).isNotNull().containsEntry("state", state));
    return notice(path, commandId);
  }

  private Document notice(String path, String commandId) {
    return notices().find(eq("_id", commandId + "-" + nameOf(path))).first();
  }

  private MongoCollection<Document> notices() {
    return stored.source().getCollection("notices");
  }

  private static String nameOf(String path) {
    return "webhook-" + Sha256.of(RECEIVER.url(path)).substring(0, 12);
  }
}

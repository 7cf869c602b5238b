package orderbakery.flow;

import static com.mongodb.client.model.Filters.eq;
import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.JsonText;
import orderbakery.fixtures.MailServer;
import orderbakery.fixtures.MailServer.Mail;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.Message;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Customers hear of their orders by mail, once, whatever fails on the way. */
@Import(Crashes.class)
@TestPropertySource(
    properties = {
      "bakery.mail.from=orders@bakery.example",
      "smtp.host=127.0.0.1",
      "bakery.notices.period=100ms",
      "bakery.notices.claim=1s",
      "bakery.notices.first-delay=200ms"
    })
@DirtiesContext
class NotifierIT extends FlowTest {
  private static final MailServer SERVER = new MailServer();

  @Autowired private Crashes crashes;

  @DynamicPropertySource
  static void mail(DynamicPropertyRegistry settings) {
    settings.add("smtp.port", SERVER::port);
  }

  @AfterAll
  static void endTheServer() {
    SERVER.close();
  }

  @Test
  void mailsThatAnOrderIsCreatedAndThatItIsCancelled() {
    String ada = someone();
    String id =
        bakery.placed(
            anOrder().by("Ada Lovelace", ada).with("number", 1042).of(2, "Beans", "12.50").body());
    String cancel = accepted(bakery.cancelBecause("ordered twice", id)).commandId();

    List<Mail> mails = awaitMails(ada, 2);
    assertThat(mails)
        .extracting(Mail::subject)
        .containsExactly("Your order 1042 was received", "Your order 1042 was cancelled");
    assertThat(mails)
        .extracting(Mail::id)
        .containsExactly(
            "<" + id + "-mail@bakery.example>", "<" + cancel + "-mail@bakery.example>");
    assertThat(mails).extracting(Mail::from).containsOnly("orders@bakery.example");
    assertThat(mails.get(0).text())
        .contains("Hello Ada Lovelace,", "2 x Beans: 25.00 EUR", "Total: 25.00 EUR");
    assertThat(mails.get(1).text()).contains("Reason: ordered twice");
    assertThat(awaitNotice(id, "SENT")).containsEntry("address", ada).doesNotContainKey("fact");
  }

  @Test
  void escapesWhatACustomerWrites() {
    String ada = someone();
    bakery.placed(anOrder().by("<script>alert(1)</script>", ada).of(1, "Salt & \"Pepper\"").body());

    Mail mail = awaitMails(ada, 1).get(0);
    assertThat(mail.html())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "Salt &amp; &quot;Pepper&quot;")
        .doesNotContain("<script>");
    assertThat(mail.text()).contains("Hello <script>alert(1)</script>,", "Salt & \"Pepper\"");
  }

  @Test
  void mailsNobodyWhereThereIsNoAddress() {
    String silent = bakery.placed(anOrder().by("Ada").of(1, "Beans").body());
    String ada = someone();
    bakery.placed(anOrder().by("Ada", ada).of(1, "Beans").body());

    awaitMails(ada, 1);
    assertThat(notice(silent)).isNull();
  }

  @Test
  void waitsForAServerThatIsAwayWhileOrdersGoOn() {
    String ada = someone();
    SERVER.stop();
    List<String> ids = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        ids.add(bakery.placed(anOrder().by("Ada", ada).of(1, "Beans").body()));
      }
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  ids.stream()
                      .map(this::notice)
                      .anyMatch(it -> it != null && it.containsKey("reason")));
    } finally {
      SERVER.start();
    }

    assertThat(awaitMails(ada, 3))
        .extracting(Mail::id)
        .containsExactlyInAnyOrderElementsOf(ids.stream().map(NotifierIT::messageId).toList());
    ids.forEach(id -> awaitNotice(id, "SENT"));
    assertThat(SERVER.mailsTo(ada)).hasSize(3);
  }

  @Test
  void triesAgainWhatIsRefusedForNowAndKeepsTheOrderOfItsEntity() {
    String busy = someone();
    SERVER.refuse(busy, "450 4.2.1 mailbox busy");
    String id = bakery.placed(anOrder().by("Ada", busy).of(1, "Beans").body());
    accepted(bakery.cancel(id));
    bakery.awaitStatus(id, "CANCELLED");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(notice(id))
                    .containsEntry("reason", "450 4.2.1 mailbox busy")
                    .containsEntry("state", "OWED"));

    String other = someone();
    bakery.placed(anOrder().by("Bob", other).of(1, "Beans").body());
    awaitMails(other, 1);
    assertThat(SERVER.mailsTo(busy)).isEmpty();

    SERVER.accept(busy);
    assertThat(awaitMails(busy, 2))
        .extracting(Mail::subject)
        .containsExactly("Your order was received", "Your order was cancelled");
  }

  @Test
  void makesADeadLetterOfWhatIsRefusedForEverAndGoesOn() {
    String gone = someone();
    SERVER.refuse(gone, "550 5.1.1 no such mailbox");
    String id = bakery.placed(anOrder().by("Ada", gone).of(1, "Beans").body());
    accepted(bakery.cancel(id));

    assertThat(awaitNotice(id, "FAILED")).containsEntry("reason", "550 5.1.1 no such mailbox");
    String other = someone();
    bakery.placed(anOrder().by("Bob", other).of(1, "Beans").body());
    awaitMails(other, 1);
    String queue = "notifier." + stored.event(id).getInteger("partition") + ".dead";
    Map<String, Object> letter = awaitLetter(queue, id);
    assertThat(letter)
        .containsEntry("reason", "mail: 550 5.1.1 no such mailbox")
        .containsEntry("route", "mail")
        .containsEntry("room", "data-source");

    SERVER.accept(gone);
    Answer sentBack =
        management.send(
            "POST",
            "/actuator/deadletters/" + queue,
            JsonText.of(
                object(
                    "id", letter.get("id"), "dryRun", false, "by", "ada", "reason", "it is there")),
            "Content-Type",
            "application/json");
    assertThat(sentBack.object()).containsEntry("done", 1);
    assertThat(awaitMails(gone, 1)).extracting(Mail::id).contains(messageId(id));
    awaitNotice(id, "SENT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keep-what-is-owed",
        "mail-find-what-is-due",
        "mail-claim",
        "write-mail",
        "send-mail",
        "mail-settle"
      })
  void mailsThoughAStepFailsOnceItIsDone(String step) {
    String ada = someone();
    crashes.faultAfter(step);
    String id = bakery.placed(anOrder().by("Ada", ada).of(1, "Beans").body());

    awaitNotice(id, "SENT");
    assertThat(crashes.haveCome()).isTrue();
    assertThat(SERVER.mailsTo(ada))
        .extracting(Mail::id)
        .hasSize(step.equals("send-mail") ? 2 : 1)
        .containsOnly(messageId(id));
  }

  /** As when the process dies then: the claim runs out. */
  @Test
  void mailsAgainUnderTheSameIdWhatItCouldNotMark() {
    String ada = someone();
    crashes.amid(
        "mail-settle",
        exchange -> {
          throw new IllegalStateException("it ends here");
        });
    String id = bakery.placed(anOrder().by("Ada", ada).of(1, "Beans").body());

    awaitNotice(id, "SENT");
    assertThat(crashes.haveCome()).isTrue();
    assertThat(SERVER.mailsTo(ada))
        .extracting(Mail::id)
        .containsExactly(messageId(id), messageId(id));
  }

  @Test
  void mailsOnceThoughTheStoreIsAwayWhenAMailIsMarked() {
    String ada = someone();
    crashes.storeAwayAt("mail-settle");
    String id = bakery.placed(anOrder().by("Ada", ada).of(1, "Beans").body());

    awaitNotice(id, "SENT");
    assertThat(crashes.haveCome()).isTrue();
    assertThat(SERVER.mailsTo(ada)).extracting(Mail::id).containsExactly(messageId(id));
  }

  @Test
  void mailsOnceWhatIsToldTwice() {
    String heard = wire.bind("data-source", "order.created.*");
    String ada = someone();
    String id = bakery.placed(anOrder().by("Ada", ada).of(1, "Beans").body());
    awaitNotice(id, "SENT");
    Message told = wire.next(heard, id, 1).get(0);
    Operator operator = new Operator(management, stored);

    wire.repeat(List.of(told, told));
    operator.rebuild("presentation", id);
    stored.awaitNoLonger(operator.republish(id), "PENDING");
    wire.next(heard, id, 3);

    String last = bakery.placed(anOrder().by("Ada", ada).of(1, "Beans").body());
    awaitNotice(last, "SENT");
    passAll(id);
    assertThat(SERVER.mailsTo(ada))
        .extracting(Mail::id)
        .containsExactly(messageId(id), messageId(last));
  }

  @Test
  void mailsNothingThatIsOld() {
    String heard = wire.bind("data-source", "order.created.*");
    String id = bakery.placed(anOrder().by("Ada", someone()).of(1, "Beans").body());
    Message told = wire.next(heard, id, 1).get(0);
    Instant yesterday = Instant.now().minus(Duration.ofHours(25));
    String old = UUID.randomUUID().toString();
    String young = UUID.randomUUID().toString();
    String key = told.getMessageProperties().getReceivedRoutingKey();
    String ofToday =
        new String(told.getBody(), UTF_8).replace("\"id\":\"" + id, "\"id\":\"" + young);
    String ofYesterday =
        ofToday.replace(young, old).replaceFirst("\"time\":\"[^\"]*", "\"time\":\"" + yesterday);

    wire.publish("data-source", key, old, ofYesterday.getBytes(UTF_8));
    wire.publish("data-source", key, young, ofToday.getBytes(UTF_8));

    awaitNotice(young, "SENT");
    assertThat(notice(old)).isNull();
  }

  /** Until the notifier has read all that was told of the partition of an order. */
  private void passAll(String id) {
    wire.awaitCount("notifier." + stored.event(id).getInteger("partition"), 0);
  }

  private Map<String, Object> awaitLetter(String queue, String commandId) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                management.send("GET", "/actuator/deadletters/" + queue).array().stream()
                    .filter(it -> commandId.equals(it.get("messageId")))
                    .findFirst()
                    .orElse(null),
            it -> it != null);
  }

  private List<Mail> awaitMails(String address, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(SERVER.mailsTo(address)).hasSizeGreaterThanOrEqualTo(count));
    return SERVER.mailsTo(address);
  }

  private Document awaitNotice(String commandId, String state) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(notice(commandId)).isNotNull().containsEntry("state", state));
    return notice(commandId);
  }

  private Document notice(String commandId) {
    return stored.source().getCollection("notices").find(eq("_id", commandId + "-mail")).first();
  }

  private static String messageId(String commandId) {
    return "<" + commandId + "-mail@bakery.example>";
  }

  private static String someone() {
    return UUID.randomUUID() + "@shop.example";
  }
}

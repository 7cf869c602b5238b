package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import orderbakery.broker.Letter;
import orderbakery.broker.LetterQueue;
import orderbakery.broker.LetterQueues;
import orderbakery.fixtures.Answer;
import orderbakery.operate.Justification;
import orderbakery.operate.StoreAway;
import orderbakery.operate.letters.LetterDesk;
import orderbakery.operate.letters.LetterSelection;
import orderbakery.store.MongoDiscardedLetters;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What operators do with dead letters: look, send back, discard. */
class LetterDeskIT extends FlowTest {
  private static final String BY_ADA = "&by=ada&reason=mended";
  private static final Justification WHY = new Justification("ada", "mended");

  @Autowired private LetterQueues letterQueues;
  @Autowired private LetterDesk desk;
  private LetterPost post;

  @BeforeEach
  void openTheDesk() {
    post = new LetterPost(wire, 5);
  }

  @Test
  void looksAndChangesNothing() {
    List<String> ids =
        List.of(post.aBrokenOne("{", "a.Fault", "cut off"), post.aGoodOne("b.Fault"));

    assertThat(get("").object()).containsEntry(post.queue(), 2).containsKey("unroutable");
    assertThat(letters("").toString()).isEqualTo(letters("").toString());

    assertThat(letters("")).extracting(letter -> letter.get("messageId")).isEqualTo(ids);
    assertThat(letters("").get(0))
        .containsEntry("reason", "cut off")
        .containsEntry("exception", "a.Fault")
        .containsEntry("route", "write-events")
        .containsEntry("room", "platform-events-scheduler")
        .containsEntry("routingKey", "platform-event.schedule.5")
        .containsEntry("time", LetterPost.PARKED_AT)
        .containsEntry("size", 1);
    wire.awaitCount(post.queue(), 2);
    assertThat(wire.message(post.queue(), ids.get(0)).getBody()).isEqualTo("{".getBytes(UTF_8));
  }

  @Test
  void showsALetterWithItsBytesAndStack() {
    post.aBrokenOne("Käse", "a.Fault", "no JSON");

    Map<String, Object> shown =
        get("/" + post.queue() + "/" + letters("").get(0).get("id")).object();

    assertThat(shown).containsEntry("text", "Käse").containsEntry("reason", "no JSON");
    assertThat(Base64.getDecoder().decode((String) shown.get("bytes")))
        .isEqualTo("Käse".getBytes(UTF_8));
    assertThat(shown.get("headers").toString()).contains("at some.Code");
  }

  @Test
  void listsOnlyWhatIsMeant() {
    post.aBrokenOne("1", "a.Fault", "cut off");
    post.aBrokenOne("2", "a.Fault", "too large");
    post.aBrokenOne("3", "b.Fault", "cut off");

    assertThat(letters("?exception=a.Fault&contains=cut")).hasSize(1);
    assertThat(letters("?contains=cut")).hasSize(2);
    assertThat(letters("?limit=1")).hasSize(1);
  }

  @Test
  void sendsBackOnlyWhatIsMeantAndOnlyWhenToldSo() {
    String order = post.aGoodOne("a.Fault");
    post.aBrokenOne("{", "b.Fault", "cut off");

    assertThat(sendBack("\"exception\":\"a.Fault\"").object())
        .containsEntry("dryRun", true)
        .containsEntry("done", 1);
    wire.awaitCount(post.queue(), 2);

    assertThat(sendBack("\"exception\":\"a.Fault\",\"dryRun\":false").object())
        .containsEntry("dryRun", false)
        .containsEntry("found", 1)
        .containsEntry("done", 1)
        .containsEntry("oldest", LetterPost.PARKED_AT);

    bakery.awaitOrder(order, 1);
    assertThat(letters(""))
        .extracting(letter -> letter.get("exception"))
        .containsExactly("b.Fault");
  }

  @Test
  void losesNothingAndDoublesNothingWhenItDiesBeforeALetterIsTakenOut() {
    String order = post.aGoodOne("a.Fault");
    try (LetterQueue letterQueue = letterQueues.open(post.queue(), 10)) {
      Letter letter = letterQueue.next().orElseThrow();
      letterQueues.sendBack(List.of(letter));
    }
    bakery.awaitOrder(order, 1);
    assertThat(letters("")).extracting(letter -> letter.get("messageId")).containsExactly(order);

    String id = (String) letters("").get(0).get("id");
    assertThat(desk.sendBack(post.queue(), LetterSelection.of(id), false).done()).isEqualTo(1);

    assertThat(letters("")).isEmpty();
    String next = post.aGoodOne("a.Fault");
    desk.sendBack(post.queue(), LetterSelection.ALL, false);
    bakery.awaitOrder(next, 1);
    assertThat(stored.eventsOf(order)).hasSize(1);
    assertThat(bakery.awaitOrder(order, 1)).containsEntry("items", 1);
  }

  @Test
  void leavesWhatNoQueueWouldTake() {
    String astray = post.oneWithoutWayBack();

    assertThat(sendBack("\"dryRun\":false").object())
        .containsEntry("found", 1)
        .containsEntry("done", 0)
        .containsEntry("withoutWayBack", 1);

    assertThat(letters("")).extracting(letter -> letter.get("messageId")).containsExactly(astray);
  }

  @Test
  void keepsWhatItDiscards() {
    post.aBrokenOne("{", "a.Fault", "cut off");
    String stays = post.aBrokenOne("[", "a.Fault", "cut off");
    String id = (String) letters("").get(0).get("id");

    assertThat(discard("?id=" + id + BY_ADA).object()).containsEntry("done", 1);
    wire.awaitCount(post.queue(), 2);
    assertThat(discard("?id=" + id + "&dryRun=false" + BY_ADA).object()).containsEntry("done", 1);

    assertThat(letters("")).extracting(letter -> letter.get("messageId")).containsExactly(stays);
    Document kept = discarded(id);
    assertThat(kept.get("body", Binary.class).getData()).isEqualTo("{".getBytes(UTF_8));
    assertThat(kept.get("headers", Document.class)).containsEntry("dead-letter-reason", "cut off");
    assertThat(kept.getList("discards", Document.class))
        .singleElement()
        .satisfies(
            act -> assertThat(act).containsEntry("by", "ada").containsEntry("reason", "mended"));
  }

  /** A body of a DELETE is not read, so nothing of what it says is meant. */
  @Test
  void discardsAllOfAQueueOnlyWhenToldSo() {
    post.aBrokenOne("{", "a.Fault", "cut off");
    post.aBrokenOne("[", "a.Fault", "cut off");
    byte[] body = "{\"id\":\"1\"}".getBytes(UTF_8);

    Answer refused =
        management.send(
            "DELETE",
            "/actuator/deadletters/" + post.queue() + "?dryRun=false" + BY_ADA,
            body,
            "Content-Type",
            "application/json");
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.object().get("error")).asString().contains("'all=true'");
    assertThat(discard("?all=false&dryRun=false" + BY_ADA).status()).isEqualTo(400);
    assertThat(discard("?dryRun=true" + BY_ADA).object()).containsEntry("done", 2);
    wire.awaitCount(post.queue(), 2);

    assertThat(discard("?all=true&dryRun=false" + BY_ADA).object()).containsEntry("done", 2);
    assertThat(letters("")).isEmpty();
  }

  @Test
  void keepsALetterOnceThoughItDiesBeforeItIsTakenOut() {
    post.aBrokenOne("{", "a.Fault", "cut off");
    String id = (String) letters("").get(0).get("id");
    try (LetterQueue letterQueue = letterQueues.open(post.queue(), 10)) {
      new MongoDiscardedLetters(stored.source().getCollection("discarded"))
          .keep(List.of(letterQueue.next().orElseThrow()), WHY, Instant.EPOCH);
    }
    assertThat(letters("")).hasSize(1);

    desk.discard(post.queue(), LetterSelection.of(id), false, WHY);

    assertThat(letters("")).isEmpty();
    assertThat(discarded(id).getList("discards", Document.class)).hasSize(2);
  }

  @Test
  void leavesALetterThatCouldNotBeKept() {
    post.aBrokenOne("{", "a.Fault", "cut off");
    LetterDesk withoutStore =
        new LetterDesk(
            letterQueues,
            (letters, why, now) -> {
              throw new StoreAway("Not kept", new IllegalStateException("no primary"));
            },
            Clock.systemUTC());

    assertThatExceptionOfType(StoreAway.class)
        .isThrownBy(() -> withoutStore.discard(post.queue(), LetterSelection.ALL, false, WHY));

    assertThat(letters("")).hasSize(1);
  }

  @Test
  void goesThroughAQueueOfMoreThanOnePiece() {
    IntStream.range(0, 1100).forEach(i -> post.aBrokenOne("{" + i, "a.Fault", "cut off"));

    assertThat(discard("?all=true&dryRun=false" + BY_ADA).object()).containsEntry("done", 1100);

    wire.awaitCount(post.queue(), 0);
    assertThat(stored.source().getCollection("discarded").countDocuments())
        .isGreaterThanOrEqualTo(1100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /nobody.dead                                  | 404",
        "GET    | /events-writer.5                              | 404",
        "GET    | /events-writer.5.dead/none                    | 404",
        "GET    | /events-writer.5.dead?limit=0                 | 400",
        "DELETE | /events-writer.5.dead                         | 400",
        "DELETE | /events-writer.5.dead?by=ada                  | 400",
        "DELETE | /events-writer.5.dead?id=none&by=a&reason=b   | 404",
      })
  void saysWhatWasWrong(String method, String path, int status) {
    Answer answer = management.send(method, "/actuator/deadletters" + path);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.object()).containsKey("error");
  }

  private Answer get(String path) {
    return management.send("GET", "/actuator/deadletters" + path);
  }

  private List<Map<String, Object>> letters(String query) {
    return get("/" + post.queue() + query).array();
  }

  private Answer sendBack(String members) {
    String body = "{" + members + ",\"by\":\"ada\",\"reason\":\"mended\"}";
    return management.send(
        "POST",
        "/actuator/deadletters/" + post.queue(),
        body.getBytes(UTF_8),
        "Content-Type",
        "application/json");
  }

  private Answer discard(String query) {
    return management.send("DELETE", "/actuator/deadletters/" + post.queue() + query);
  }

  private Document discarded(String id) {
    return stored
        .source()
        .getCollection("discarded")
        .find(new Document("_id", post.queue() + "/" + id))
        .first();
  }
}

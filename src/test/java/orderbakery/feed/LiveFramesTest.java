package orderbakery.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import orderbakery.component.Caller;
import orderbakery.component.Fact;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/** What a process passes on, and to whom. */
class LiveFramesTest {
  private static final String ORDER = "01a20e3a-620c-7034-a4ec-a1877d18c424";

  private final Bakery bakery = new Bakery();
  private final FeedClients clients = bakery.clients();

  @Test
  void comeOnceEachWithATokenThatIsSoFar() {
    Fact created = bakery.bake(ORDER, "order.created");
    bakery.feed.now();

    assertThat(bakery.tell(created)).as("presented before the process began").isEmpty();
    FeedFrame updated = bakery.tell(bakery.bake(ORDER, "order.updated")).get(0);

    assertThat(updated.text())
        .contains("\"type\":\"order.updated\"")
        .endsWith(",\"token\":\"" + bakery.feed.token(bakery.feed.now()) + "\"}");
    assertThat(bakery.feed.text(updated)).isEqualTo(updated.text());
  }

  @Test
  void comeTwiceToNobody() {
    bakery.feed.now();
    Fact created = bakery.bake(ORDER, "order.created");

    assertThat(bakery.tell(created)).hasSize(1);
    assertThat(bakery.tell(created)).isEmpty();
    assertThat(bakery.tell(bakery.bake(ORDER, "order.updated"))).hasSize(1);
    assertThat(bakery.tell(created)).as("out of order").isEmpty();
  }

  @Test
  void tellEveryRejectionAtOnePlaceOnce() {
    bakery.feed.now();
    Fact first = bakery.reject(ORDER);
    Fact second = at(first, "another");

    assertThat(bakery.tell(first)).hasSize(1);
    assertThat(bakery.tell(first)).isEmpty();
    assertThat(bakery.tell(second)).hasSize(1);
    assertThat(bakery.tell(second)).isEmpty();
    assertThat(bakery.tell(bakery.bake(ORDER, "order.created"))).hasSize(1);
    assertThat(bakery.tell(first)).as("older than what came").isEmpty();
  }

  @Test
  void areLeftOutWhereTheyCannotBeRead() {
    bakery.feed.now();
    List<Message> batch = new ArrayList<>();
    batch.add(broken(it -> it.setHeader("position", "none")));
    batch.add(broken(it -> it.setHeader("position", "99-1")));
    batch.add(broken(it -> it.setHeader("position", null)));
    batch.add(broken(it -> it.setHeader("entityversion", "two")));
    batch.add(broken(it -> it.setHeader("entityversion", -1)));
    batch.add(broken(it -> it.setHeader("entityversion", null)));
    batch.add(broken(it -> it.setHeader("subject", null)));
    batch.add(broken(it -> it.setType(null)));
    batch.add(new Message(new byte[0], broken(it -> {}).getMessageProperties()));
    batch.add(Bakery.message(bakery.bake(ORDER, "order.updated")));

    List<FeedFrame> passed = new ArrayList<>();
    bakery.feed.pass(batch).forEachRemaining(passed::add);

    assertThat(passed).extracting(FeedFrame::type).containsExactly("order.updated");
  }

  @Test
  void areHeardByWhoAskedForThem() {
    String other = "01a20e3a-620c-7034-a4ec-000000000000";
    clients.welcome("all", null, Caller.ANONYMOUS);
    Reply all = clients.answer("all", "{\"action\":\"ping\"}").get(0);
    Reply updates = last(clients.welcome("updates", "type=order.updated", Caller.ANONYMOUS));
    Reply others = last(clients.welcome("others", "id=" + other, Caller.ANONYMOUS));
    FeedFrame created = bakery.tell(bakery.bake(ORDER, "order.created")).get(0);
    FeedFrame rejected = bakery.tell(bakery.reject(ORDER)).get(0);

    assertThat(all.text()).isEqualTo("{\"type\":\"feed.pong\"}");
    assertThat(clients.filter(all).test(created)).isTrue();
    assertThat(clients.filter(all).test(rejected)).isTrue();
    assertThat(clients.filter(updates).test(created)).isFalse();
    assertThat(clients.filter(updates).test(rejected)).isFalse();
    assertThat(clients.filter(others).test(created)).isFalse();
    assertThat(created.isChange()).isTrue();
    assertThat(rejected.isChange()).isFalse();
  }

  @Test
  void followAGreetingAndWaitForWhatWasMissed() {
    String token = bakery.feed.token(bakery.feed.now()).toString();
    bakery.tell(bakery.bake(ORDER, "order.created"));

    Reply hello = last(clients.welcome("new", null, Caller.ANONYMOUS));
    assertThat(clients.text(hello))
        .isEqualTo(
            "{\"type\":\"feed.hello\",\"token\":\""
                + bakery.feed.token(bakery.feed.now())
                + "\",\"resumed\":false,\"heartbeatSeconds\":25}");
    assertThat(clients.releases(hello)).isTrue();
    assertThat(clients.holds(hello)).isFalse();

    Reply back = last(clients.welcome("back", "after=" + token, Caller.ANONYMOUS));
    assertThat(clients.releases(back)).isFalse();
    List<Reply> missed = clients.goOn("back");
    assertThat(missed).hasSize(2);
    assertThat(clients.releases(missed.get(0))).isFalse();
    assertThat(clients.releases(missed.get(1))).isTrue();

    clients.welcome("back", "after=" + token, Caller.ANONYMOUS);
    Reply subscribed = clients.answer("back", "{\"action\":\"subscribe\"}").get(0);
    assertThat(subscribed.text())
        .isEqualTo("{\"type\":\"feed.subscribed\",\"ids\":[],\"types\":[]}");
    assertThat(clients.holds(subscribed)).isTrue();
  }

  @Test
  void areNobodysOnceItHasLeft() {
    clients.welcome("key", null, Caller.ANONYMOUS);

    assertThat(clients.forget("key")).isEmpty();
    assertThat(clients.answer("key", "{\"action\":\"ping\"}")).isEmpty();
    assertThat(clients.goOn("key")).isEmpty();
  }

  @Test
  void sayWhatIsWrongWithAToken() {
    String token = bakery.feed.token(bakery.feed.now()).toString();

    assertThat(reset("after=none")).contains("The token is malformed\"", "\"reload\":\"/order\"");
    assertThat(reset("after=" + token.replace("epoch", "other")))
        .contains("The token is of another log");
    assertThat(reset("after=" + new ResumeToken("order", "epoch", Place.at(Marks.none(3)))))
        .contains("The token is of another number of partitions");
    Marks ahead = Marks.none(2).with(1, new Mark(1, 1));
    assertThat(reset("after=" + new ResumeToken("order", "epoch", Place.at(ahead))))
        .contains("The token is ahead of the log");
  }

  @Test
  void waitUntilTheyHaveArrivedHere() {
    bakery.feed.now();
    Fact created = bakery.bake(ORDER, "order.created");
    int partition = created.position().partition();
    Marks seenElsewhere = Marks.none(2).with(partition, new Mark(1, 1));
    String query = "after=" + new ResumeToken("order", "epoch", Place.at(seenElsewhere));

    assertThatThrownBy(() -> clients.welcome("key", query, Caller.ANONYMOUS))
        .isInstanceOf(FeedBehind.class)
        .hasMessage(
            "Partition %s has passed up to sequence 0, the presentation is at 1", partition);

    bakery.tell(created);
    assertThat(clients.welcome("key", query, Caller.ANONYMOUS)).hasSize(1);
    assertThat(clients.goOn("key"))
        .extracting(Reply::text)
        .allMatch(it -> it.contains("feed.live"));
  }

  @Test
  void areNotTakenBackByATokenThatIsAheadOfRejectionsAlone() {
    bakery.feed.now();
    Fact rejected = bakery.reject(ORDER);
    Marks seenElsewhere = Marks.none(2).with(rejected.position().partition(), new Mark(1, 0));

    assertThat(
            clients.welcome(
                "key",
                "after=" + new ResumeToken("order", "epoch", Place.at(seenElsewhere)),
                Caller.ANONYMOUS))
        .hasSize(1);
  }

  @Test
  void endWhereNothingMoreWasMissed() {
    bakery.feed.now();
    bakery.bake(ORDER, "order.created");
    Iterator<FeedFrame> missed = bakery.feed.pass(List.of());

    assertThat(missed.next().newer()).isEqualTo(Set.of());
    assertThat(missed).isExhausted();
    assertThatThrownBy(missed::next).isInstanceOf(NoSuchElementException.class);
  }

  private Message broken(Consumer<MessageProperties> how) {
    Message message = Bakery.message(bakery.bake(ORDER, "order.created"));
    how.accept(message.getMessageProperties());
    return message;
  }

  private String reset(String query) {
    List<Reply> replies = clients.welcome("key", query, Caller.ANONYMOUS);
    assertThat(clients.releases(replies.get(0))).isFalse();
    assertThat(clients.releases(last(replies))).isTrue();
    return last(replies).text();
  }

  private static Fact at(Fact other, String id) {
    return new Fact(
        id,
        other.type(),
        other.entityId(),
        other.position(),
        other.version(),
        other.time(),
        null,
        other.owner(),
        other.told(),
        other.data());
  }

  private static Reply last(List<Reply> replies) {
    return replies.get(replies.size() - 1);
  }
}

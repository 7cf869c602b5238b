package orderbakery.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import orderbakery.component.Access;
import orderbakery.component.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever may not read everything hears of his own alone, however he asks. */
class OwnersTest {
  private static final String ADAS = "01a20e3a-620c-7034-a4ec-a1877d18c424";
  private static final String BOBS = "01a20e3a-620c-7034-a4ec-000000000000";
  private static final String NOBODYS = "01a20e3a-620c-7034-a4ec-111111111111";
  private static final Caller ADA = new Caller("ada", Set.of("orders:read"));
  private static final Caller CLERK = new Caller("clerk", Set.of("orders:read:all"));

  private final Bakery bakery = new Bakery();
  private final FeedClients clients = bakery.clients();
  private String before;

  @BeforeEach
  void thereIsAFeed() {
    before = bakery.feed.token(bakery.feed.now()).toString();
  }

  private List<FeedFrame> everybodyOrders() {
    return List.of(created("ada", ADAS), created("bob", BOBS), created(null, NOBODYS));
  }

  private FeedFrame created(String owner, String order) {
    bakery.actsFor(owner);
    return bakery.tell(bakery.bake(order, "order.created")).get(0);
  }

  @Test
  void hearLiveOfTheirOwnAlone() {
    Predicate<Object> adas = hears("key", null, ADA);
    Predicate<Object> clerks = hears("clerk", null, CLERK);
    Predicate<Object> everybodys = hears("any", null, Caller.ANONYMOUS);
    List<FeedFrame> frames = everybodyOrders();

    assertThat(frames.stream().filter(adas)).containsExactly(frames.get(0));
    assertThat(frames.stream().filter(clerks)).isEqualTo(frames);
    assertThat(frames.stream().filter(everybodys)).isEqualTo(frames);
  }

  @Test
  void hearOfTheirOwnRefusedCommandsAlone() {
    Predicate<Object> adas = hears("key", null, ADA);
    everybodyOrders();

    bakery.actsFor("clerk");
    assertThat(adas).rejects(bakery.tell(bakery.reject(ADAS)).get(0));
    bakery.actsFor("ada");
    assertThat(adas).accepts(bakery.tell(bakery.reject(BOBS)).get(0));
  }

  @Test
  void catchUpOnTheirOwnAlone() {
    everybodyOrders();
    clients.welcome("key", "after=" + before, ADA);

    assertThat(clients.goOn("key"))
        .extracting(Reply::text)
        .satisfiesExactly(
            frame -> assertThat(frame).contains("\"subject\":\"" + ADAS + "\""),
            frame -> assertThat(frame).contains("feed.live"));
  }

  @Test
  void areToldOfTheirOwnAloneWhatTheProcessHasMissed() {
    Predicate<Object> adas = hears("key", null, ADA);
    for (String owner : List.of("ada", "bob")) {
      bakery.actsFor(owner);
      bakery.bake(owner.equals("ada") ? ADAS : BOBS, "order.created");
    }
    bakery.actsFor(null);
    bakery.bake(NOBODYS, "order.created");
    List<FeedFrame> missed = new ArrayList<>();
    bakery.feed.pass(List.of()).forEachRemaining(missed::add);

    assertThat(missed).hasSize(3);
    assertThat(missed.stream().filter(adas)).extracting(FeedFrame::subject).containsExactly(ADAS);
  }

  @Test
  void areNotToldOfOthersForAskingForThem() {
    Predicate<Object> byId = hears("key", "id=" + BOBS + "&id=" + NOBODYS, ADA);
    Predicate<Object> byType = hears("types", "type=order.created", ADA);
    List<FeedFrame> frames = everybodyOrders();

    assertThat(frames.stream().filter(byId)).isEmpty();
    assertThat(frames.stream().filter(byType)).containsExactly(frames.get(0));
    for (String filter :
        List.of("\"ids\":[\"" + BOBS + "\"]", "\"types\":[\"order.created\"]", "\"ids\":[]")) {
      clients.welcome("key", "after=" + before, ADA);
      Reply subscribed = clients.answer("key", "{\"action\":\"subscribe\"," + filter + "}").get(0);

      assertThat(frames.subList(1, 3).stream().filter(clients.filter(subscribed))).isEmpty();
      assertThat(clients.goOn("key"))
          .extracting(Reply::text)
          .noneMatch(frame -> frame.contains(BOBS) || frame.contains(NOBODYS));
    }
  }

  @Test
  void hearOfEverythingThatHasNoOwner() {
    Access products = new Access("orders:read", "products:write", false);
    FeedClients shop =
        new FeedClients(
            products,
            bakery.feed,
            bakery,
            Bakery.WORDS,
            "/order",
            25,
            new ResumeCounts("order", new SimpleMeterRegistry()));
    Predicate<Object> adas = shop.filter(shop.welcome("key", null, ADA).get(0));
    List<FeedFrame> frames = everybodyOrders();

    assertThat(frames.stream().filter(adas)).isEqualTo(frames);
  }

  @Test
  void areNotLetInWithoutAName() {
    assertThatThrownBy(() -> clients.welcome("key", null, null))
        .isInstanceOf(NullPointerException.class);
  }

  private Predicate<Object> hears(String key, String query, Caller caller) {
    List<Reply> replies = clients.welcome(key, query, caller);
    return clients.filter(replies.get(replies.size() - 1));
  }
}

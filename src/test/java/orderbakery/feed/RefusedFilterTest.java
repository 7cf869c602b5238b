package orderbakery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import orderbakery.component.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A filter that cannot be used lets nothing through, and costs no change: contract.md section 2.
 */
class RefusedFilterTest {
  private static final String ORDER = "01a20e3a-620c-7034-a4ec-a1877d18c424";
  private static final String ALL = "{\"action\":\"subscribe\"}";

  private final Bakery bakery = new Bakery();
  private final FeedClients clients = bakery.clients();

  private static List<String> types(List<Reply> replies) {
    return replies.stream()
        .map(it -> it.text().replaceAll(".*?\"type\":\"([^\"]+)\".*", "$1"))
        .toList();
  }

  private FeedFrame live(String type) {
    return bakery.tell(bakery.bake(ORDER, type)).get(0);
  }

  private static Reply last(List<Reply> replies) {
    return replies.get(replies.size() - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type=order.baked",
        "type=",
        "type=order.created&type=x",
        "id=%zz",
        "id=",
        "id=no-such-order",
        "type=%"
      })
  void letsNothingThrough(String query) {
    List<Reply> replies = clients.welcome("key", query, Caller.ANONYMOUS);

    assertThat(types(replies)).containsExactly("feed.hello", "feed.error");
    FeedFrame created = live("order.created");
    assertThat(replies).noneMatch(it -> it.filter().test(created));
    assertThat(last(replies).live()).isEqualTo(Reply.Live.FOLLOWS);
  }

  @Test
  void isReplacedByOneThatIsGood() {
    clients.welcome("key", "type=order.baked", Caller.ANONYMOUS);

    Reply subscribed = last(clients.answer("key", ALL));

    assertThat(subscribed.text()).contains("feed.subscribed");
    assertThat(subscribed.live()).isEqualTo(Reply.Live.AS_BEFORE);
    assertThat(subscribed.filter().test(live("order.created"))).isTrue();
    assertThat(clients.goOn("key")).isEmpty();
  }

  @Test
  void leavesTheTokenGoodUntilTheClientSubscribes() {
    String token = bakery.feed.token(bakery.feed.now()).toString();
    live("order.created");
    List<Reply> replies = clients.welcome("key", "id=%zz&after=" + token, Caller.ANONYMOUS);
    assertThat(replies.get(0).text()).contains("\"resumed\":true", token);
    assertThat(clients.goOn("key")).isEmpty();

    Reply subscribed = last(clients.answer("key", ALL));
    List<Reply> missed = clients.goOn("key");

    assertThat(subscribed.live()).isEqualTo(Reply.Live.WAITS);
    assertThat(types(missed)).containsExactly("order.created", "feed.live");
    assertThat(last(missed).live()).isEqualTo(Reply.Live.FOLLOWS);
  }

  @Test
  void endsWhatAClientHeard() {
    clients.welcome("key", null, Caller.ANONYMOUS);

    Reply refused = last(clients.answer("key", "{\"action\":\"subscribe\",\"types\":[\"x\"]}"));

    assertThat(refused.text()).contains("feed.error");
    assertThat(refused.filter().test(live("order.created"))).isFalse();
    Reply pong = last(clients.answer("key", "{\"action\":\"ping\"}"));
    assertThat(pong.filter().test(live("order.updated"))).isFalse();
  }

  @Test
  void makesCatchingUpWaitWhereItIs() {
    String token = bakery.feed.token(bakery.feed.now()).toString();
    live("order.created");
    clients.welcome("key", "after=" + token, Caller.ANONYMOUS);
    clients.answer("key", "{\"action\":\"subscribe\",\"id\":[]}");
    assertThat(clients.goOn("key")).isEmpty();

    clients.answer("key", ALL);

    assertThat(types(clients.goOn("key"))).containsExactly("order.created", "feed.live");
  }

  @Test
  void isNotWhatAnotherMessageDoesThatIsNotUnderstood() {
    clients.welcome("key", null, Caller.ANONYMOUS);

    List<Reply> replies = new ArrayList<>();
    List.of(
            "{",
            "null",
            "[]",
            "{\"action\":\"dance\"}",
            "{\"action\":\"ping\",\"ids\":[]}",
            "{} {}")
        .forEach(text -> replies.addAll(clients.answer("key", text)));

    FeedFrame created = live("order.created");
    assertThat(types(replies)).containsOnly("feed.error").hasSize(6);
    assertThat(replies).allMatch(it -> it.filter().test(created));
  }

  @Test
  void isNotWhatIsNoJsonWhichIsSaidInWordsOfOurOwn() {
    clients.welcome("key", null, Caller.ANONYMOUS);

    for (String text :
        List.of(
            "{",
            "{\"action\":\"ping\"}{}",
            "{\"action\":\"ping\",\"action\":\"ping\"}",
            "{\"action\":NaN}",
            "[".repeat(1001))) {
      assertThat(last(clients.answer("key", text)).text())
          .contains("\"detail\":\"The message is not JSON that can be read\"");
    }
  }

  @Test
  void doesNotTouchATokenThatCannotBeDecoded() {
    List<Reply> replies = clients.welcome("key", "after=%zz&type=order.created", Caller.ANONYMOUS);

    assertThat(types(replies)).containsExactly("feed.hello", "feed.reset");
    assertThat(last(replies).text()).contains("malformed");
    assertThat(last(replies).filter().test(live("order.created"))).isTrue();
    assertThat(last(replies).filter().test(live("order.updated"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"action\":\"subscribe\",\"ids\":[\"o1\"]}",
        "{\"action\":\"subscribe\",\"ids\":[1]}",
        "{\"action\":\"subscribe\",\"ids\":\"x\"}"
      })
  void isOneWithAnIdThatIsNone(String subscribe) {
    clients.welcome("key", null, Caller.ANONYMOUS);

    Reply refused = last(clients.answer("key", subscribe));

    assertThat(refused.text()).contains("feed.error");
    assertThat(refused.filter().test(live("order.created"))).isFalse();
  }

  @Test
  void isNotOneWithIdsInUpperCase() {
    String upper = ORDER.toUpperCase(Locale.ROOT);
    Reply welcome = last(clients.welcome("key", "id=" + upper, Caller.ANONYMOUS));
    Reply subscribed =
        last(clients.answer("key", "{\"action\":\"subscribe\",\"ids\":[\"%s\"]}".formatted(upper)));

    FeedFrame created = live("order.created");
    assertThat(welcome.filter().test(created)).isTrue();
    assertThat(subscribed.filter().test(created)).isTrue();
    assertThat(subscribed.text()).contains(ORDER);
  }

  @Test
  void isOneOfMoreThanAHundredIds() {
    String hundred = ("id=" + ORDER + "&").repeat(100);

    assertThat(types(clients.welcome("key", hundred, Caller.ANONYMOUS)))
        .containsExactly("feed.hello");
    assertThat(types(clients.welcome("key", hundred + "id=" + ORDER, Caller.ANONYMOUS)))
        .containsExactly("feed.hello", "feed.error");
  }

  @Test
  void isNotWhatATokenOfAnotherFeedIs() {
    String token = bakery.feed.token(bakery.feed.now()).toString();

    assertThat(
            types(
                clients.welcome(
                    "key", "after=" + token.replace("order.", "product."), Caller.ANONYMOUS)))
        .containsExactly("feed.hello", "feed.reset");
    assertThat(
            types(clients.welcome("key", "after=" + token.replace("order.", ""), Caller.ANONYMOUS)))
        .containsExactly("feed.hello");
  }
}

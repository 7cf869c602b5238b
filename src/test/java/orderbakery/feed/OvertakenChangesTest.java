package orderbakery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import orderbakery.component.Caller;
import org.junit.jupiter.api.Test;

/** A filter misses nothing: a change that another one has overtaken is told. */
class OvertakenChangesTest {
  private static final String ORDER = "01a20e3a-620c-7034-a4ec-a1877d18c424";
  private static final String OTHER = sibling();

  private final Bakery bakery = new Bakery();
  private final FeedClients clients = bakery.clients();

  /** Another order of the same partition. */
  private static String sibling() {
    for (int i = 0; ; i++) {
      String id = String.format(Locale.ROOT, "01a20e3a-620c-7034-a4ec-%012d", i);
      if (Bakery.PARTITIONS.of(id) == Bakery.PARTITIONS.of(ORDER)) {
        return id;
      }
    }
  }

  private String token() {
    return bakery.feed.token(bakery.feed.now()).toString();
  }

  private void tell(String order, String type) {
    bakery.tell(bakery.bake(order, type));
  }

  /** The frames of a resume, without hello and live. */
  private List<String> resumed(String query) {
    clients.welcome("key", query, Caller.ANONYMOUS);
    List<String> frames = new ArrayList<>();
    List<Reply> piece = clients.goOn("key");
    while (!piece.isEmpty()) {
      piece.forEach(it -> frames.add(it.text()));
      piece = clients.goOn("key");
    }
    assertThat(frames.remove(frames.size() - 1)).contains("feed.live");
    return frames;
  }

  private static List<String> types(List<String> frames) {
    return frames.stream().map(it -> it.replaceAll(".*\"type\":\"([^\"]+)\".*", "$1")).toList();
  }

  @Test
  void areToldOnAResumeInTheNewestVersion() {
    String before = token();
    tell(ORDER, "order.created");
    tell(ORDER, "order.updated");
    tell(ORDER, "order.updated");

    List<String> created = resumed("type=order.created&after=" + before);

    assertThat(types(created)).containsExactly("order.created");
    assertThat(created.get(0)).contains("\"entityversion\":3");
    assertThat(types(resumed("after=" + before))).containsExactly("order.updated");
    assertThat(types(resumed("type=order.created&type=order.updated&after=" + before)))
        .containsExactly("order.updated");
    assertThat(resumed("type=order.rejected&after=" + before)).isEmpty();
  }

  @Test
  void areNotToldAgainToWhoHasSeenThem() {
    tell(ORDER, "order.created");
    String after = token();
    tell(ORDER, "order.updated");

    assertThat(resumed("type=order.created&after=" + after)).isEmpty();
    assertThat(types(resumed("type=order.updated&after=" + after)))
        .containsExactly("order.updated");
  }

  @Test
  void areToldWhenTheyAreOvertakenDuringTheResume() {
    String before = token();
    tell(ORDER, "order.created");
    bakery.bake(ORDER, "order.updated"); // its frame is on its way

    assertThat(types(resumed("type=order.created&after=" + before)))
        .containsExactly("order.created");
    assertThat(resumed("type=order.updated&after=" + before)).isEmpty();
  }

  @Test
  void areNotLostWithATokenFromTheMiddle() {
    String before = token();
    tell(ORDER, "order.created");
    tell(OTHER, "order.created");
    tell(ORDER, "order.updated");
    String middle =
        resumed("type=order.created&after=" + before)
            .get(0)
            .replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");

    assertThat(resumed("type=order.created&after=" + middle)).anyMatch(it -> it.contains(ORDER));
  }

  @Test
  void areToldWhenTheQueueOfTheProcessWasGone() {
    bakery.feed.now();
    bakery.bake(ORDER, "order.created");
    bakery.bake(ORDER, "order.updated");

    List<FeedFrame> frames = new ArrayList<>();
    Iterator<FeedFrame> missed = bakery.feed.pass(List.of());
    missed.forEachRemaining(frames::add);

    assertThat(typesFor(frames, Set.of())).containsExactly("order.updated");
    assertThat(typesFor(frames, Set.of("order.created"))).containsExactly("order.created");
    assertThat(typesFor(frames, Set.of("order.updated"))).containsExactly("order.updated");
    assertThat(typesFor(frames, Set.of("order.created", "order.updated")))
        .containsExactly("order.updated");
    assertThat(frames).allSatisfy(it -> assertThat(it.text()).contains(it.type()));
    assertThat(bakery.feed.pass(List.of())).isExhausted();
  }

  @Test
  void areToldWhenTheyAreOvertakenWhileItIsReadWhatTheQueueHad() {
    bakery.feed.now();
    bakery.bake(ORDER, "order.created");
    Iterator<FeedFrame> missed = bakery.feed.pass(List.of());
    bakery.bake(ORDER, "order.updated"); // its frame is on its way

    List<FeedFrame> frames = new ArrayList<>();
    missed.forEachRemaining(frames::add);

    assertThat(typesFor(frames, Set.of())).isEmpty();
    assertThat(typesFor(frames, Set.of("order.created"))).containsExactly("order.created");
    assertThat(typesFor(frames, Set.of("order.created", "order.updated"))).isEmpty();
  }

  private static List<String> typesFor(List<FeedFrame> frames, Set<String> types) {
    Audience audience = new Audience(new Interest(Set.of(), types, null), Marks.none(2));
    return frames.stream().filter(audience).map(FeedFrame::type).toList();
  }

  /** A release tells several versions at one place. */
  @Test
  void areToldFromTheMiddleOfARelease() {
    tell(ORDER, "order.created");
    String middle = token();
    bakery.release(ORDER, "order.updated");

    assertThat(types(resumed("type=order.updated&after=" + middle))).isEmpty();
    bakery.feed.pass(List.of()).forEachRemaining(it -> {});
    assertThat(types(resumed("type=order.updated&after=" + middle)))
        .containsExactly("order.updated");
  }

  @Test
  void haveOnlyTheirNewestTypeWhereAnEarlierVersionBakedThem() {
    String before = token();
    tell(ORDER, "order.created");
    bakery.tell(bakery.forget(bakery.bake(ORDER, "order.updated")));

    assertThat(resumed("type=order.created&after=" + before)).isEmpty();
    assertThat(types(resumed("type=order.updated&after=" + before)))
        .containsExactly("order.updated");
  }

  /** What was overtaken has been sent before the client came, and does not come again. */
  @Test
  void areToldToWhoComesWhileWhatTheProcessHasMissedIsSent() {
    String before = token();
    bakery.bake(ORDER, "order.created");
    Iterator<FeedFrame> missed = bakery.feed.pass(List.of());
    bakery.bake(ORDER, "order.updated");
    assertThat(missed.next().type()).isEqualTo("order.created");

    List<String> created = resumed("type=order.created&after=" + before);

    assertThat(types(created)).containsExactly("order.created");
  }

  /** What was overtaken has been read before the client came, and is sent after that. */
  @Test
  void areNotToldInAnOlderVersionToWhoIsCaughtUpOnThem() {
    String before = token();
    bakery.bake(ORDER, "order.created");
    Iterator<FeedFrame> missed = bakery.feed.pass(List.of());
    bakery.bake(ORDER, "order.updated");
    assertThat(missed.hasNext()).isTrue();
    bakery.bake(ORDER, "order.updated");

    clients.welcome("key", "type=order.created&after=" + before, Caller.ANONYMOUS);
    List<Reply> caughtUp = clients.goOn("key");

    assertThat(caughtUp.get(0).text()).contains("\"entityversion\":3");
    assertThat(caughtUp.get(1).text()).contains("feed.live");
    assertThat(caughtUp.get(1).filter().test(missed.next())).isFalse();
  }
}

package orderbakery.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.MongoException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orderbakery.component.Caller;
import orderbakery.feed.FeedBehind;
import orderbakery.feed.FeedClients;
import orderbakery.feed.Reply;

/**
 * A client on a bad line, with the outbox that the server keeps for it; it checks what it hears.
 */
final class SimulatedClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LIMIT = 64 * 1024;

  final Map<String, Long> versions = new HashMap<>();
  int cuts;
  int cutsWhileCatchingUp;
  int refusals;
  private final Caller caller;
  private final String key;
  private final String filter;
  private final Deque<Runnable> events = new ArrayDeque<>();
  private final Map<String, String> positions = new HashMap<>();
  private final Map<String, Long> caughtUp = new HashMap<>();
  private boolean catchingUp;
  private boolean refused;
  private boolean leaves;
  private String token;
  private SimulatedNode node;
  private FeedClients server;
  private Outbox outbox;

  /**
   * A client that may hear of everything.
   *
   * @param filter query parameters that narrow what it hears, or empty
   */
  SimulatedClient(String key, String filter) {
    this(key, filter, Caller.ANONYMOUS);
  }

  /** A client of somebody. */
  SimulatedClient(String key, String filter, Caller caller) {
    this.caller = caller;
    this.key = key;
    this.filter = filter;
  }

  boolean isConnected() {
    return outbox != null;
  }

  void connect(SimulatedNode to) {
    connect(to, filter);
  }

  /** Its filter is refused, so that it hears nothing until it says what it wants. */
  void connectWithARefusedFilter(SimulatedNode to) {
    connect(to, filter + "&type=order.baked");
  }

  private void connect(SimulatedNode to, String asked) {
    node = to;
    server = to.enter(this);
    outbox = new Outbox(LIMIT, false);
    refused = false;
    leaves = false;
    events.add(() -> open(asked));
  }

  /** What it wants cannot be told any more, until it says something else. */
  void subscribeToNonsense() {
    if (outbox != null) {
      say(true);
    }
  }

  /** What it wants, or something that nobody tells. */
  private void say(boolean nonsense) {
    String types = nonsense ? "\"nonsense\"" : asked("type");
    String text =
        "{\"action\":\"subscribe\",\"ids\":[%s],\"types\":[%s]}".formatted(asked("id"), types);
    events.add(() -> reply(server.answer(key, text)));
  }

  private String asked(String parameter) {
    return Stream.of(filter.split("&"))
        .filter(it -> it.startsWith(parameter + "="))
        .map(it -> "\"" + it.substring(parameter.length() + 1) + "\"")
        .collect(Collectors.joining(","));
  }

  private void open(String asked) {
    outbox.listen();
    String query = (token == null ? "" : "after=" + token) + asked;
    try {
      reply(server.welcome(key, query, caller));
    } catch (FeedBehind wait) {
      events.addFirst(() -> open(asked));
    }
  }

  private void reply(List<Reply> replies) {
    for (Reply reply : replies) {
      if (outbox != null) {
        if (server.holds(reply)) {
          outbox.hold();
        }
        outbox.filter(server.filter(reply));
        Frame frame = SimulatedNode.frame(server.text(reply), null);
        settle(server.releases(reply) ? outbox.release(frame) : outbox.direct(frame));
      }
    }
  }

  void isTold(Frame broadcast) {
    if (outbox != null) {
      settle(outbox.broadcast(broadcast));
    }
  }

  private void settle(Outbox.Offer offer) {
    if (offer == Outbox.Offer.OVERFLOW) {
      cut();
    }
  }

  /** One of the server's threads handles its next event. */
  void handle() {
    Runnable next = events.poll();
    if (next != null) {
      next.run();
    }
  }

  /** One frame arrives. */
  void read() {
    Frame frame = outbox == null ? null : outbox.next();
    if (frame != null) {
      outbox.written(frame);
      hear(frame.text());
      if (leaves) {
        cut();
      } else if (outbox.hasBecomeDrained()) {
        events.add(this::goOn);
      }
    }
  }

  private void goOn() {
    try {
      if (outbox.isDrained()) {
        reply(server.goOn(key));
      }
    } catch (FeedBehind | MongoException wait) {
      events.addFirst(this::goOn);
    }
  }

  private void hear(String text) {
    JsonNode frame = parse(text);
    String type = frame.get("type").asText();
    assertThat(type).isNotEqualTo("feed.reset");
    if (type.equals("feed.error")) {
      isRefused();
      return;
    }
    if (type.equals("feed.subscribed")) {
      refused = false;
      caughtUp.clear();
      return;
    }
    assertThat(isForIt(frame)).as("%s hears %s, which is not its own", key, frame).isTrue();
    assertThat(refused).as("%s hears %s though its filter is refused", key, frame).isFalse();
    if (type.equals("feed.hello")) {
      catchingUp = frame.get("resumed").asBoolean();
      caughtUp.clear();
    } else if (type.equals("feed.live")) {
      catchingUp = false;
    } else if (!type.equals("order.rejected")) {
      hearOf(frame);
    }
    token = frame.get("token").asText();
  }

  /** Others may hear of their own orders only, whatever they ask for. */
  private boolean isForIt(JsonNode frame) {
    return caller.equals(Caller.ANONYMOUS)
        || !frame.has("subject")
        || caller.principal().equals(SimulatedBakery.ownerOf(frame.get("subject").asText()));
  }

  /** While it catches up it says what it wants; else it comes back with its token. */
  private void isRefused() {
    refused = true;
    refusals++;
    leaves = !catchingUp;
    if (catchingUp) {
      say(false);
    }
  }

  /** I5: it never sees an older version after a newer one, and a change is always the same. */
  private void hearOf(JsonNode frame) {
    String order = frame.get("subject").asText();
    long version = frame.get("entityversion").asLong();
    assertThat(version)
        .as("%s hears of %s", key, frame)
        .isGreaterThanOrEqualTo(versions.getOrDefault(order, 0L));
    versions.put(order, version);
    String position = frame.get("position").asText() + " " + frame.get("id").asText();
    assertThat(positions.putIfAbsent(order + " " + version, position)).isIn(null, position);
    if (catchingUp) {
      assertThat(caughtUp.put(order, version))
          .as("%s is caught up on version %s of %s twice", key, version, order)
          .isNotEqualTo(Long.valueOf(version));
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  void cut() {
    if (outbox != null) {
      cuts++;
      cutsWhileCatchingUp += catchingUp ? 1 : 0;
      server.forget(key);
      node.leave(this);
      events.clear();
      outbox = null;
    }
  }

  boolean isBusy() {
    return outbox == null || !events.isEmpty() || outbox.isBusy();
  }
}

package orderbakery.websocket;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import orderbakery.broker.RoomMessage;
import orderbakery.component.Access;
import orderbakery.component.Fact;
import orderbakery.feed.Feed;
import orderbakery.feed.FeedClients;
import orderbakery.feed.FeedFrame;
import orderbakery.feed.ResumeCounts;
import orderbakery.feed.Vocabulary;
import orderbakery.message.FrameMessages;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/** One order-events process: its queue, its feed, its clients. */
final class SimulatedNode {
  private static final Access ORDERS = new Access("orders:read", "orders:write", true);
  private static final int LONGEST_PAUSE = 200;

  private final FrameMessages frames = new FrameMessages();
  private final Random chance;
  private final SimulatedBakery bakery;
  private final int longestBatch;
  private final List<SimulatedClient> clients = new ArrayList<>();
  private final Queue<Message> queue = new ArrayDeque<>();
  private boolean bound;
  private boolean begins;
  private int pause;
  private Iterator<FeedFrame> sending;
  private Feed feed;
  private FeedClients feedClients;

  SimulatedNode(Random chance, SimulatedBakery bakery, int longestBatch) {
    this.chance = chance;
    this.bakery = bakery;
    this.longestBatch = longestBatch;
    start();
  }

  private void start() {
    sending = Collections.emptyIterator();
    feed = new Feed("order", SimulatedBakery.PARTITIONS, () -> "epoch", bakery.changes, told -> {});
    Vocabulary words =
        new Vocabulary(
            List.of("order.created", "order.updated", "order.cancelled", "order.rejected"));
    feedClients =
        new FeedClients(
            ORDERS,
            feed,
            bakery,
            words,
            "/order",
            25,
            new ResumeCounts("order", new SimpleMeterRegistry()));
    bind();
  }

  /** Killed and started again. */
  void restart() {
    List.copyOf(clients).forEach(SimulatedClient::cut);
    loseQueue();
    start();
  }

  /** The connection to the broker breaks, and the queue of its own ends. */
  void loseQueue() {
    queue.clear();
    bound = false;
  }

  /** The queue is there again, and the consumer begins anew. */
  void bind() {
    if (!bound) {
      bound = true;
      begins = true;
    }
  }

  void arrives(Fact fact) {
    if (bound) {
      RoomMessage written = frames.write(fact, fact.data());
      MessageProperties properties = new MessageProperties();
      properties.setMessageId(written.id());
      properties.setType(written.type());
      written.headers().forEach(properties::setHeader);
      queue.add(new Message(written.body(), properties));
    }
  }

  /** It falls behind the others: its consumer does nothing for a while. */
  void pause() {
    pause = chance.nextInt(LONGEST_PAUSE);
  }

  /** The consumer's thread does one thing. */
  void step() {
    if (pause > 0) {
      pause--;
    } else if (isSending()) {
      broadcast(sending.next());
    } else if (begins) {
      begins = false;
      sending = feed.pass(List.of());
    } else if (!queue.isEmpty()) {
      List<Message> batch = new ArrayList<>();
      for (int i = chance.nextInt(longestBatch); i >= 0 && !queue.isEmpty(); i--) {
        batch.add(queue.remove());
      }
      sending = feed.pass(batch);
    }
  }

  private void broadcast(FeedFrame frame) {
    Frame shared = frame(feed.text(frame), frame);
    List.copyOf(clients).forEach(client -> client.isTold(shared));
  }

  static Frame frame(String text, Object about) {
    try {
      return Frame.of(text, about);
    } catch (CharacterCodingException e) {
      throw new AssertionError(e);
    }
  }

  boolean isBusy() {
    return isSending() || begins || !queue.isEmpty();
  }

  /** As the route does, it asks again when the store was away. */
  private boolean isSending() {
    try {
      return sending.hasNext();
    } catch (MongoException away) {
      return isSending();
    }
  }

  FeedClients enter(SimulatedClient client) {
    clients.add(client);
    return feedClients;
  }

  void leave(SimulatedClient client) {
    clients.remove(client);
  }
}

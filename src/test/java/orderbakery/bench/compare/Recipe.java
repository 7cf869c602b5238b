package orderbakery.bench.compare;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.set;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * The design that people write first: each queue with a prefetch of 1, one insert and one message
 * per order, the log polled each second, no confirms, no journal. Drivers alone, so faster than
 * with a framework; and whatever dies, orders are lost.
 *
 * <p>Arguments: port, virtual host, database.
 */
final class Recipe {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection broker;
  private final MongoDatabase database;
  private final ThreadLocal<Channel> channels = ThreadLocal.withInitial(this::channel);

  private Recipe(Connection broker, MongoDatabase database) {
    this.broker = broker;
    this.database = database;
  }

  /** Runs until it is ended from outside. */
  public static void main(String[] arguments) throws Exception {
    Servers servers = Servers.ofEnvironment();
    new Recipe(
            servers.broker(arguments[1]),
            servers.store(WriteConcern.W1.withJournal(false)).getDatabase(arguments[2]))
        .start(Integer.parseInt(arguments[0]));
  }

  private void start(int port) throws Exception {
    MongoCollection<Document> events = database.getCollection("events");
    MongoCollection<Document> presentation = database.getCollection("presentation");
    events.createIndex(ascending("status", "createdAt"));
    Front front = new Front(presentation, (id, body) -> send("writer", id, body));
    consume("feed", (id, body) -> front.tell(id, read(body)));
    consume(
        "baker",
        (id, body) -> {
          presentation.insertOne(document(id, body));
          send("feed", id, body);
        });
    consume("writer", (id, body) -> events.insertOne(document(id, body)));
    var unused =
        Executors.newSingleThreadScheduledExecutor()
            .scheduleWithFixedDelay(this::executePending, 1, 1, TimeUnit.SECONDS);
    front.start(port);
  }

  private void executePending() {
    try {
      MongoCollection<Document> events = database.getCollection("events");
      MongoCollection<Document> orders = database.getCollection("orders");
      List<Document> pending =
          events.find(eq("status", "PENDING")).sort(ascending("createdAt")).into(new ArrayList<>());
      for (Document event : pending) {
        String id = event.getString("_id");
        orders.insertOne(event);
        send("baker", id, JSON.writeValueAsString(event.get("order")));
        events.updateOne(eq("_id", id), set("status", "EXECUTED"));
      }
    } catch (IOException e) {
      e.printStackTrace();
      System.exit(1); // a figure without this timer would be none
    }
  }

  private interface Work {
    void on(String id, String body) throws IOException;
  }

  private void consume(String queue, Work work) throws IOException {
    Channel channel = broker.createChannel();
    channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
    channel.basicQos(1);
    channel.basicConsume(
        queue,
        false,
        (tag, it) -> {
          work.on(it.getProperties().getMessageId(), new String(it.getBody(), UTF_8));
          channel.basicAck(it.getEnvelope().getDeliveryTag(), false);
        },
        tag -> {});
  }

  private void send(String queue, String id, String body) throws IOException {
    Stage.send(channels.get(), queue, new Stage.Order(id, body));
  }

  private Channel channel() {
    try {
      return broker.createChannel();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Document document(String id, String body) throws IOException {
    return new Document("_id", id)
        .append("status", "PENDING")
        .append("createdAt", Instant.now())
        .append("order", read(body));
  }

  @SuppressWarnings("unchecked") // JSON objects are maps by name
  private static Map<String, Object> read(String body) throws IOException {
    return JSON.readValue(body, Map.class);
  }
}

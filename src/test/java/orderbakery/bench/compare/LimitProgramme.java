package orderbakery.bench.compare;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.bson.Document;

/**
 * The durable acts of one order with the drivers and a servlet, and nothing else: four confirmed
 * messages, three inserts and a mark, each stage in natural batches. No rules, no partitions, no
 * repeats, no recovery, no routes: what is left is the price of durability, and of JSON.
 *
 * <p>Arguments: port, virtual host, database, the database whose orders it reads.
 */
final class LimitProgramme {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlockingQueue<Accepted> accepted = new LinkedBlockingQueue<>();
  private final Connection broker;
  private final MongoDatabase database;
  private final MongoCollection<Document> presented;

  private LimitProgramme(
      Connection broker, MongoDatabase database, MongoCollection<Document> presented) {
    this.broker = broker;
    this.database = database;
    this.presented = presented;
  }

  /** Runs until it is ended from outside. */
  public static void main(String[] arguments) throws Exception {
    Servers servers = Servers.ofEnvironment();
    MongoClient store = servers.store(WriteConcern.MAJORITY.withJournal(true));
    new LimitProgramme(
            servers.broker(arguments[1]),
            store.getDatabase(arguments[2]),
            store.getDatabase(arguments[3]).getCollection("orders"))
        .start(Integer.parseInt(arguments[0]));
  }

  private void start(int port) throws Exception {
    MongoCollection<Document> events = database.getCollection("events");
    MongoCollection<Document> orders = database.getCollection("orders");
    MongoCollection<Document> presentation = database.getCollection("presentation");
    Front front = new Front(presented, this::accept);
    Stage.start(
        broker, "feed", (batch, channel) -> batch.forEach(it -> front.tell(it.id(), read(it))));
    Stage.start(
        broker,
        "baker",
        (batch, channel) -> {
          presentation.insertMany(documents(batch));
          Stage.publish(channel, "feed", batch);
        });
    Stage.start(
        broker,
        "manager",
        (batch, channel) -> {
          orders.insertMany(documents(batch));
          Stage.publish(channel, "baker", batch);
          events.updateMany(
              in("_id", batch.stream().map(Stage.Order::id).toList()), set("status", "EXECUTED"));
        });
    Stage.start(
        broker,
        "writer",
        (batch, channel) -> {
          events.insertMany(documents(batch));
          Stage.publish(channel, "manager", batch);
        });
    new Thread(this::publishAccepted, "publisher").start();
    front.start(port);
  }

  private record Accepted(Stage.Order order, CompletableFuture<Void> confirmed) {}

  private void accept(String id, String body) {
    Accepted one = new Accepted(new Stage.Order(id, body), new CompletableFuture<>());
    accepted.add(one);
    one.confirmed.join();
  }

  private void publishAccepted() {
    try {
      Channel channel = Stage.confirming(broker);
      while (true) {
        List<Accepted> batch = new ArrayList<>(List.of(accepted.take()));
        accepted.drainTo(batch, Stage.BATCH - 1);
        Stage.publish(channel, "writer", batch.stream().map(Accepted::order).toList());
        batch.forEach(it -> it.confirmed.complete(null));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1); // a figure without this thread would be none
    }
  }

  private static List<Document> documents(List<Stage.Order> batch) throws IOException {
    List<Document> documents = new ArrayList<>();
    for (Stage.Order order : batch) {
      documents.add(
          new Document("_id", order.id())
              .append("status", "PENDING")
              .append("createdAt", Instant.now())
              .append("order", read(order)));
    }
    return documents;
  }

  @SuppressWarnings("unchecked") // JSON objects are maps by name
  private static Map<String, Object> read(Stage.Order order) {
    try {
      return JSON.readValue(order.body(), Map.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(order.id(), e);
    }
  }
}

package orderbakery.bench;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.set;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * The durable acts of one order with nothing but the drivers: four confirmed messages, three
 * inserts and a mark, each stage in natural batches. No HTTP, no rules, no JSON, no feed: what is
 * left is the price of durability.
 */
final class RawDrivers implements AutoCloseable {
  private static final int BATCH = 500;
  private static final int PATIENCE_SECONDS = 120;
  private static final byte[] BODY = "x".repeat(700).getBytes(UTF_8);

  private final String run = "raw-" + UUID.randomUUID();
  private final Connection connection;
  private final MongoClient mongo;
  private final MongoDatabase database;

  RawDrivers(String amqpAddress, String mongoUri) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(amqpAddress.substring(0, amqpAddress.indexOf(':')));
    factory.setPort(Integer.parseInt(amqpAddress.substring(amqpAddress.indexOf(':') + 1)));
    connection = factory.newConnection();
    mongo =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongoUri))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .retryWrites(false)
                .build());
    database = mongo.getDatabase(run);
  }

  /** Orders per second from the first message to the last frame. */
  double throughput(int orders) throws Exception {
    MongoCollection<Document> events = database.getCollection("events");
    CountDownLatch told = new CountDownLatch(orders);
    start("writer", ids -> insert(events, ids), "manager", ids -> {});
    start(
        "manager",
        ids -> insert(database.getCollection("orders"), ids),
        "baker",
        ids -> mark(events, ids));
    start("baker", ids -> insert(database.getCollection("presentation"), ids), "feed", ids -> {});
    start("feed", ids -> ids.forEach(id -> told.countDown()), null, ids -> {});
    long begun = System.nanoTime();
    Channel channel = confirming();
    for (int first = 0; first < orders; first += BATCH) {
      publish(channel, "writer", ids(first, Math.min(orders, first + BATCH)));
    }
    if (!told.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(told.getCount() + " orders did not pass");
    }
    return orders / ((System.nanoTime() - begun) / 1e9);
  }

  /** One stage: a queue, an act, the next queue, and an act once that has confirmed. */
  private void start(
      String stage, Consumer<List<String>> act, String next, Consumer<List<String>> afterwards)
      throws IOException {
    Channel channel = confirming();
    channel.queueDeclare(queue(stage), true, false, false, Map.of("x-queue-type", "quorum"));
    channel.basicQos(2 * BATCH);
    BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
    channel.basicConsume(queue(stage), false, (tag, it) -> arrived.add(it), tag -> {});
    Thread worker =
        new Thread(
            () -> {
              try {
                while (true) {
                  List<Delivery> batch = new ArrayList<>(List.of(arrived.take()));
                  arrived.drainTo(batch, BATCH - 1);
                  List<String> ids =
                      batch.stream().map(it -> it.getProperties().getMessageId()).toList();
                  act.accept(ids);
                  publish(channel, next, ids);
                  afterwards.accept(ids);
                  long last = batch.get(batch.size() - 1).getEnvelope().getDeliveryTag();
                  channel.basicAck(last, true);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (Exception e) {
                throw new IllegalStateException(stage, e);
              }
            },
            stage);
    worker.setDaemon(true);
    worker.start();
  }

  private void publish(Channel channel, String stage, List<String> ids) throws Exception {
    if (stage == null) {
      return;
    }
    for (String id : ids) {
      BasicProperties properties =
          new BasicProperties.Builder().deliveryMode(2).messageId(id).build();
      channel.basicPublish("", queue(stage), properties, BODY);
    }
    channel.waitForConfirmsOrDie(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
  }

  private static void insert(MongoCollection<Document> collection, List<String> ids) {
    collection.insertMany(
        ids.stream()
            .map(id -> new Document("_id", id).append("status", "PENDING").append("body", BODY))
            .toList());
  }

  private static void mark(MongoCollection<Document> events, List<String> ids) {
    events.updateMany(in("_id", ids), set("status", "EXECUTED"));
  }

  private List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> run + "-" + i).toList();
  }

  private Channel confirming() throws IOException {
    Channel channel = connection.createChannel();
    channel.confirmSelect();
    return channel;
  }

  private String queue(String stage) {
    return run + "." + stage;
  }

  @Override
  public void close() throws IOException {
    try (connection;
        mongo) {
      Channel channel = connection.createChannel();
      for (String stage : List.of("writer", "manager", "baker", "feed")) {
        channel.queueDelete(queue(stage));
      }
      database.drop();
    }
  }
}

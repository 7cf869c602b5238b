package orderbakery.bench;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import orderbakery.fixtures.MailServer;
import org.bson.Document;

/**
 * Places orders while the mail server is away, and measures how fast their mails go out once it is
 * back: {@code PORT MONGODB_URI SMTP_PORT MAILS}, on real servers.
 */
final class MailBenchmark {
  private static final int WARM_UP = 200;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI orders;
  private final MongoCollection<Document> notices;

  private MailBenchmark(int port, MongoClient mongo) {
    this.orders = URI.create("http://127.0.0.1:" + port + "/order");
    this.notices = mongo.getDatabase("bench-source").getCollection("notices");
  }

  public static void main(String[] arguments) throws Exception {
    try (MongoClient mongo = MongoClients.create(arguments[1]);
        MailServer server = new MailServer(Integer.parseInt(arguments[2]))) {
      new MailBenchmark(Integer.parseInt(arguments[0]), mongo)
          .run(server, Integer.parseInt(arguments[3]));
    }
    System.exit(0);
  }

  private void run(MailServer server, int mails) throws Exception {
    place(WARM_UP);
    await("SENT", WARM_UP);

    server.stop();
    place(mails);
    await("OWED", mails);
    server.start();
    long before = awaitMore(WARM_UP);
    long begun = System.nanoTime();
    await("SENT", WARM_UP + (long) mails);
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%d mails in %.1f s, %.0f a second%n",
        WARM_UP + mails - before,
        seconds,
        (WARM_UP + mails - before) / seconds);
  }

  private void place(int count) throws Exception {
    String body =
        "{\"customer\": {\"name\": \"Ada\", \"email\": \"ada@shop.example\"},"
            + " \"products\": [{\"name\": \"Beans\", \"price\": \"12.50\"}]}";
    HttpRequest order =
        HttpRequest.newBuilder(orders)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    for (int i = 0; i < count; i++) {
      int status = http.send(order, BodyHandlers.discarding()).statusCode();
      if (status != 202) {
        throw new IllegalStateException("An order was answered " + status);
      }
    }
  }

  /** The pause of the channel is no part of what is measured. */
  private long awaitMore(long than) {
    return awaitAtLeast("SENT", than + 1);
  }

  private void await(String state, long count) {
    awaitAtLeast(state, count);
  }

  private long awaitAtLeast(String state, long count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long found = notices.countDocuments(eq("state", state));
    while (found < count) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(found + " of " + count + " notices are " + state);
      }
      LockSupport.parkNanos(PAUSE);
      found = notices.countDocuments(eq("state", state));
    }
    return found;
  }
}

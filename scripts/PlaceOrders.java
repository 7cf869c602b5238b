import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Places the orders of a file, one JSON order a line, and repeats what was not accepted. Lines name
 * the products of the demo, by their SKUs, where the server has them.
 *
 * <p>Each order has an Idempotency-Key made of its own text, for a server that honours it: one that
 * does not may get an order twice when its answer was lost.
 */
public final class PlaceOrders {
  private static final String USAGE =
      """
      scripts/place-orders [--url URL] [--file FILE] [--parallel N] [--run NAME]
        --url       where Order Bakery listens; default $ORDER_BAKERY_URL or http://127.0.0.1:8080
        --file      one JSON order a line; default demo/northwind-orders.jsonl of the project
        --parallel  how many orders are under way at once; default 16
        --run       part of every key: another name places the same orders anew
      A bearer token is taken from $ORDER_BAKERY_TOKEN; it needs the scopes orders:read and orders:write.
      Ends with 1 when an order was not accepted.\
      """;

  /** The space of names of {@code orderbakery.config.DemoCatalogue}. */
  private static final UUID PRODUCTS = UUID.fromString("5c1b7c1e-3f2a-5d0b-8a6e-2f0f4f6f7d21");

  private static final Pattern SKU = Pattern.compile("\"sku\":\"([^\"\\\\]+)\"");

  /** How long one order is repeated while the server is busy, away or does not answer. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
  private static final long DEFAULT_RETRY_SECONDS = 1;
  private static final int OK = 200;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;
  private static final int ACCEPTED = 202;

  private final Settings settings;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> products = new HashMap<>();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder replayed = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder failed = new LongAdder();

  private PlaceOrders(Settings settings) {
    this.settings = settings;
  }

  /**
   * Places all orders; ends the process with 0 (all accepted), 1 (some not) or 2 (wrong arguments).
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.println(USAGE);
      return;
    }
    Settings settings = null;
    try {
      settings = Settings.from(args, System.getenv());
    } catch (IllegalArgumentException refusal) {
      System.err.println(refusal.getMessage() + "\n" + USAGE);
      System.exit(2);
    }
    System.exit(new PlaceOrders(settings).run() ? 0 : 1);
  }

  private boolean run() throws IOException, InterruptedException {
    List<String> orders = new ArrayList<>();
    for (String order : Files.readAllLines(settings.file())) {
      orders.add(namingProducts(order));
    }
    var start = Instant.now();
    var pool = Executors.newFixedThreadPool(settings.parallel());
    orders.forEach(order -> pool.execute(() -> place(order)));
    pool.shutdown();
    while (!pool.awaitTermination(250, TimeUnit.MILLISECONDS)) {
      report("\r", orders.size(), start);
    }
    report("\r", orders.size(), start);
    System.err.println();
    return accepted.sum() == orders.size();
  }

  /** The same order, its lines with the ids of products beside the SKUs. */
  private String namingProducts(String order) throws IOException, InterruptedException {
    var naming = new StringBuilder();
    Matcher sku = SKU.matcher(order);
    while (sku.find()) {
      if (!products.containsKey(sku.group(1))) {
        products.put(sku.group(1), product(sku.group(1)));
      }
      String id = products.get(sku.group(1));
      String product = id == null ? "" : "\"product\":\"" + id + "\",";
      sku.appendReplacement(naming, Matcher.quoteReplacement(product + sku.group()));
    }
    return sku.appendTail(naming).toString();
  }

  /** The id of the demo's product with this SKU; null where the server does not have it. */
  private String product(String sku) throws IOException, InterruptedException {
    String id = nameBased(PRODUCTS, sku).toString();
    var request = requestTo(settings.products().resolve(id)).build();
    var answer = client.send(request, BodyHandlers.discarding());
    return answer.statusCode() == OK ? id : null;
  }

  /** RFC 9562, version 5. */
  private static UUID nameBased(UUID space, String name) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(ByteBuffer.allocate(16).putLong(space.getMostSignificantBits())
          .putLong(space.getLeastSignificantBits()).array());
      var hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
      return new UUID(
          hash.getLong() & 0xffff_ffff_ffff_0fffL | 0x5000,
          hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1", e);
    }
  }

  private void place(String order) {
    var giveUp = Instant.now().plus(PATIENCE);
    String outcome = "";
    while (Instant.now().isBefore(giveUp)) {
      long pauseSeconds = DEFAULT_RETRY_SECONDS;
      try {
        var answer = client.send(request(order), BodyHandlers.ofString());
        if (answer.statusCode() == ACCEPTED) {
          accept(answer);
          return;
        }
        outcome = answer.statusCode() + " " + answer.body();
        if (answer.statusCode() != UNAVAILABLE && answer.statusCode() != TOO_MANY_REQUESTS) {
          break;
        }
        pauseSeconds = retryAfter(answer);
      } catch (IOException noAnswer) {
        outcome = noAnswer.toString();
      } catch (InterruptedException end) {
        throw new IllegalStateException("interrupted while an order was under way", end);
      }
      repeated.increment();
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(pauseSeconds));
    }
    failed.increment();
    System.err.printf("%n%s%n  was not accepted: %s%n", order, outcome);
  }

  private HttpRequest request(String order) {
    return requestTo(settings.orders())
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", key(order))
        .POST(BodyPublishers.ofString(order))
        .build();
  }

  private HttpRequest.Builder requestTo(URI place) {
    var request = HttpRequest.newBuilder(place).timeout(ANSWER_TIMEOUT);
    return settings.bearer() == null
        ? request
        : request.header("Authorization", "Bearer " + settings.bearer());
  }

  private String key(String order) {
    var key = UUID.nameUUIDFromBytes((settings.run() + order).getBytes(StandardCharsets.UTF_8));
    return "\"" + key + "\"";
  }

  private void accept(HttpResponse<String> answer) {
    accepted.increment();
    if (answer.headers().firstValue("Idempotent-Replayed").isPresent()) {
      replayed.increment();
    }
  }

  private static long retryAfter(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,3}"))
        .map(Long::parseLong)
        .orElse(DEFAULT_RETRY_SECONDS);
  }

  private void report(String lead, int orders, Instant start) {
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    System.err.printf(
        Locale.ROOT,
        "%s%d of %d orders accepted (%d known before), %d repeated, %d failed, %.1f s, %.0f orders/s"
            + "  ",
        lead,
        accepted.sum(),
        orders,
        replayed.sum(),
        repeated.sum(),
        failed.sum(),
        seconds,
        accepted.sum() / Math.max(seconds, 0.001));
  }

  /**
   * What it was called with.
   *
   * @param bearer token to authenticate with, null for none
   */
  private record Settings(
      URI orders, URI products, Path file, int parallel, String run, String bearer) {
    static Settings from(String[] args, Map<String, String> environment) {
      String url = environment.getOrDefault("ORDER_BAKERY_URL", "http://127.0.0.1:8080");
      String file = "demo/northwind-orders.jsonl";
      String parallel = "16";
      String run = "";
      for (int i = 0; i < args.length; i += 2) {
        if (i + 1 == args.length) {
          throw new IllegalArgumentException("no value for " + args[i]);
        }
        switch (args[i]) {
          case "--url" -> url = args[i + 1];
          case "--file" -> file = args[i + 1];
          case "--parallel" -> parallel = args[i + 1];
          case "--run" -> run = args[i + 1];
          default -> throw new IllegalArgumentException("unknown option " + args[i]);
        }
      }
      return new Settings(
          URI.create(url + "/order"),
          URI.create(url + "/product/"),
          Path.of(file),
          Integer.parseInt(parallel),
          run,
          environment.get("ORDER_BAKERY_TOKEN"));
    }
  }
}

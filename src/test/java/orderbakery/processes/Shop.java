package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import orderbakery.fixtures.Answer;

/** A shop that renames its products again and again, each time anew, while orders name them. */
final class Shop implements AutoCloseable {
  private static final int PRODUCTS = 5;
  private static final long RENAMES_EVERY_MILLIS = 400;
  private static final long ORDERS_EVERY_MILLIS = 80;

  private final Set<String> orders = ConcurrentHashMap.newKeySet();
  private final Queue<Object> surprises = new ConcurrentLinkedQueue<>();
  private final CountDownLatch named = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final BakeryClient bakery;
  private final List<String> products;
  private int names;

  private Shop(BakeryClient bakery, List<String> products) {
    this.bakery = bakery;
    this.products = products;
  }

  static Shop open(BakeryClient bakery, long seed) throws IOException, InterruptedException {
    List<String> products = new ArrayList<>();
    for (int i = 0; i < PRODUCTS; i++) {
      products.add(bakery.createProduct("Beans"));
    }
    Shop shop = new Shop(bakery, products);
    Random ofNames = new Random(seed);
    Random ofOrders = new Random(seed + 1);
    shop.every(RENAMES_EVERY_MILLIS, shop.named, () -> shop.rename(shop.any(ofNames)));
    shop.every(ORDERS_EVERY_MILLIS, shop.closed, () -> shop.place(shop.any(ofOrders)));
    return shop;
  }

  private interface Act {
    void once() throws IOException, InterruptedException;
  }

  private void every(long millis, CountDownLatch end, Act act) {
    threads.execute(
        () -> {
          try {
            do {
              act.once();
            } while (!end.await(millis, TimeUnit.MILLISECONDS));
          } catch (IOException e) {
            surprises.add(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private synchronized void rename(String product) throws IOException, InterruptedException {
    check(bakery.rename(product, "Beans, " + ++names));
  }

  private void place(String product) throws IOException, InterruptedException {
    Answer answer = bakery.placeOf(product);
    if (answer.isAccepted()) {
      orders.add(answer.orderId());
    }
    check(answer);
  }

  /** Nobody knows whether what was answered 503 is accepted. */
  private void check(Answer answer) {
    if (!answer.isAccepted() && answer.status() != 503) {
      surprises.add(answer.status() + " " + answer.text());
    }
  }

  private String any(Random chance) {
    return products.get(chance.nextInt(products.size()));
  }

  /** Gives each product its last name; orders go on. */
  Map<String, String> nameForTheLastTime() throws IOException, InterruptedException {
    named.countDown();
    Map<String, String> last = new HashMap<>();
    for (String product : products) {
      String name = "Coffee, " + product;
      assertThat(bakery.rename(product, name).status()).isEqualTo(202);
      last.put(product, name);
    }
    return last;
  }

  /** The orders that were accepted so far. */
  Set<String> orders() {
    return Set.copyOf(orders);
  }

  /** Waits until so many more orders are accepted than now. */
  void awaitMore(int count) {
    int before = orders.size();
    await(count + " more orders, and no answer but 202 and 503")
        .atMost(Patience.WARM_UP)
        .pollInterval(Duration.ofMillis(10))
        .failFast(() -> assertThat(surprises).isEmpty())
        .until(() -> orders.size() >= before + count);
  }

  /** Ends all trade; the orders that were accepted in all. */
  Set<String> accepted() throws InterruptedException {
    named.countDown();
    closed.countDown();
    threads.shutdown();
    assertThat(threads.awaitTermination(15, TimeUnit.SECONDS)).isTrue();
    assertThat(surprises).as("answers that are neither 202 nor 503").isEmpty();
    return orders();
  }

  @Override
  public void close() {
    named.countDown();
    closed.countDown();
    threads.shutdownNow();
  }
}

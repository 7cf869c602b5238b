package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import orderbakery.fixtures.Answer;

/** Customers that place and change orders, and remember what was accepted. */
final class Customers implements AutoCloseable {
  private static final int COUNT = 4;
  private static final long PAUSE_MILLIS = 50;

  private final Map<String, Long> orders = new ConcurrentHashMap<>();
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
  private final CountDownLatch enough = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);
  private final BakeryClient bakery;
  private final boolean hurry;

  private Customers(BakeryClient bakery, boolean hurry) {
    this.bakery = bakery;
    this.hurry = hurry;
  }

  /** Lets them begin; none pauses while its orders are accepted. */
  static Customers at(BakeryClient bakery) {
    return begin(new Customers(bakery, true));
  }

  /** Lets them begin, with a pause after each order: about 60 a second in all. */
  static Customers withPausesAt(BakeryClient bakery) {
    return begin(new Customers(bakery, false));
  }

  private static Customers begin(Customers customers) {
    for (int i = 0; i < COUNT; i++) {
      customers.threads.execute(customers::order);
    }
    return customers;
  }

  private void order() {
    try {
      while (enough.getCount() > 0) {
        orderOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void orderOnce() throws InterruptedException {
    try {
      Answer placed = bakery.place();
      if (placed.isAccepted()) {
        orders.put(placed.orderId(), 1L);
        if (bakery.note(placed.orderId(), "ring twice").isAccepted()) {
          orders.put(placed.orderId(), 2L);
        }
      } else if (placed.status() != 503) {
        surprises.add(placed.status() + " " + placed.text());
      }
      if (!(hurry && placed.isAccepted())) {
        pause();
      }
    } catch (IOException e) {
      // no answer: nobody knows whether it was accepted
      pause();
    }
  }

  private void pause() throws InterruptedException {
    enough.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Waits until so many more orders are accepted than now. */
  Customers awaitMore(int count) {
    int before = orders.size();
    await(count + " more orders, and no answer but 202 and 503")
        .atMost(Patience.WARM_UP)
        .failFast(() -> assertThat(surprises).isEmpty())
        .until(() -> orders.size() >= before + count);
    return this;
  }

  /** Sends them home; the orders, each with the number of its commands that were answered 202. */
  Map<String, Long> accepted() throws InterruptedException {
    enough.countDown();
    threads.shutdown();
    if (!threads.awaitTermination(15, TimeUnit.SECONDS)) {
      throw new AssertionError("A customer waits for an answer for too long");
    }
    assertThat(surprises).as("answers that are neither 202 nor 503").isEmpty();
    return Map.copyOf(orders);
  }

  @Override
  public void close() {
    enough.countDown();
    threads.shutdownNow();
  }
}

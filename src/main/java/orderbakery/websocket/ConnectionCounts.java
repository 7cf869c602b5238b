package orderbakery.websocket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many are connected to a path, in all and from each address. */
final class ConnectionCounts {

  private final AtomicInteger all = new AtomicInteger();
  private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

  void entered(String address) {
    all.incrementAndGet();
    byAddress.merge(address, 1, Integer::sum);
  }

  void left(String address) {
    all.decrementAndGet();
    byAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
  }

  int all() {
    return all.get();
  }

  int from(String address) {
    return byAddress.getOrDefault(address, 0);
  }
}

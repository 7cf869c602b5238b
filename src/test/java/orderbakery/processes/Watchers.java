package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Several watchers of the same feed. */
record Watchers(List<Watcher> all) implements AutoCloseable {
  private static final int COUNT = 8;

  /** Lets them begin at this address, asked for anew whenever one connects. */
  static Watchers of(Supplier<URI> address) {
    return new Watchers(
        IntStream.range(0, COUNT).mapToObj(seed -> Watcher.of(address, seed)).toList());
  }

  /** Until each of them holds a token: what changes from now on it must hear of. */
  void awaitFirstConnection() {
    await("each watcher was greeted")
        .atMost(Patience.WARM_UP)
        .until(() -> all.stream().allMatch(Watcher::isGreeted));
  }

  /** Until each of them has heard of an order. */
  void awaitFirst() {
    await("each watcher has heard something")
        .atMost(Patience.WARM_UP)
        .until(() -> all.stream().noneMatch(watcher -> watcher.versions().isEmpty()));
  }

  void calmDown() {
    all.forEach(Watcher::calmDown);
  }

  int cuts() {
    return all.stream().mapToInt(Watcher::cuts).sum();
  }

  /** I5: each ends with at least these versions, and never went back. */
  void awaitVersions(Map<String, Long> wanted) {
    for (Watcher watcher : all) {
      await("versions that a watcher has heard of")
          .atMost(Patience.REACTION)
          .untilAsserted(
              () -> {
                Map<String, Long> heard = watcher.versions();
                wanted.forEach(
                    (order, version) ->
                        assertThat(heard.getOrDefault(order, 0L))
                            .as(order)
                            .isGreaterThanOrEqualTo(version));
              });
      assertThat(watcher.faults()).isEmpty();
    }
  }

  @Override
  public void close() {
    all.forEach(Watcher::close);
  }
}

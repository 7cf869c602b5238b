package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How far all is, as a page and an operator see it. */
class FiguresIT extends FlowTest {

  /** In each partition the last is one that is baked, whatever other tests have left there. */
  @Test
  void countsEveryCommandOnceItHasPassedAllStages() {
    Set<Object> reached = new HashSet<>();
    while (reached.size() < 8) {
      String id = bakery.placed(anOrder().of(1, "Beans").body());
      reached.add(stored.event(id).get("partition"));
    }

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              int logged = (int) stored.source().getCollection("events").countDocuments();
              assertThat(stages())
                  .extracting(it -> it.get("stage"), it -> it.get("count"))
                  .containsExactly(
                      tuple("accepted", logged),
                      tuple("stored", logged),
                      tuple("executed", logged),
                      tuple("baked", logged),
                      tuple("notified", logged));
              assertThat(stages())
                  .allSatisfy(it -> assertThat(it.get("oldestWaitingSeconds")).isEqualTo(0.0));
            });
  }

  @Test
  void tellsHowLongItTookFromTheRequestToTheFrame() {
    bakery.placed(anOrder().of(1, "Beans").body());

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(list("latency"))
                    .hasSizeLessThanOrEqualTo(60)
                    .anySatisfy(
                        it ->
                            assertThat((Integer) it.get("p99Millis"))
                                .isBetween(1, (int) PATIENCE.toMillis())));
  }

  @Test
  void tellsOperatorsHowFarEachPartitionIs() {
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    Map<String, Object> event = stored.event(id);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(management.send("GET", "/actuator/partitions").array())
                    .filteredOn(it -> it.get("component").equals("order"))
                    .filteredOn(it -> it.get("partition").equals(event.get("partition")))
                    .singleElement()
                    .satisfies(
                        it -> {
                          assertThat(it).containsEntry("waiting", 0);
                          assertThat(it).containsEntry("executed", it.get("head"));
                          assertThat(it).containsEntry("baked", it.get("head"));
                          assertThat((String) it.get("owner")).startsWith("orders-events-manager");
                          assertThat(((Number) it.get("head")).longValue())
                              .isGreaterThanOrEqualTo((Long) event.get("sequence"));
                        }));
  }

  private List<Map<String, Object>> stages() {
    return list("stages");
  }

  @SuppressWarnings("unchecked") // it is an array of objects
  private List<Map<String, Object>> list(String name) {
    return (List<Map<String, Object>>) bakery.send("GET", "/figures").object().get(name);
  }
}

package orderbakery.processes;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What the databases say about promises I1 to I6. */
record Books(MongoDatabase source, MongoDatabase presentation) {

  /** I1, I4: every one of these orders is executed, and baked in its newest version. */
  void awaitBaked(Collection<String> orders) {
    awaitBaked(orders, Patience.REACTION);
  }

  /**
   * I1, I4: the same after an outage, when more has gathered than is worked off in a moment, and
   * each order has at least the version that its accepted commands add up to.
   */
  void awaitBaked(Map<String, Long> accepted) {
    awaitBaked(accepted.keySet(), Patience.RECOVERY);
    assertThat(bakedVersions(accepted.keySet()))
        .allSatisfy(
            (order, version) -> assertThat(version).isGreaterThanOrEqualTo(accepted.get(order)));
  }

  private void awaitBaked(Collection<String> orders, Duration patience) {
    await("all is executed and baked")
        .atMost(patience)
        .untilAsserted(
            () -> {
              assertThat(pendingOf(orders)).isEmpty();
              assertThat(bakedVersions(orders)).isEqualTo(versions(orders)).hasSameSizeAs(orders);
            });
  }

  private List<String> pendingOf(Collection<String> orders) {
    return events(in("entityId", orders)).stream()
        .filter(event -> !event.getString("status").equals("EXECUTED"))
        .map(Document::toJson)
        .toList();
  }

  private Map<String, Long> versions(Collection<String> orders) {
    return versions(source, orders);
  }

  private Map<String, Long> bakedVersions(Collection<String> orders) {
    return versions(presentation, orders);
  }

  private static Map<String, Long> versions(MongoDatabase database, Collection<String> orders) {
    Map<String, Long> versions = new TreeMap<>();
    for (Document order : database.getCollection("orders").find(in("_id", orders))) {
      versions.put(order.getString("_id"), order.get("version", Number.class).longValue());
    }
    return versions;
  }

  /** I6: per partition the sequences are 1, 2, 3 … */
  void assertNoHole() {
    Map<Integer, List<Long>> sequences =
        events(new Document()).stream()
            .collect(
                groupingBy(
                    event -> event.getInteger("partition"),
                    mapping(event -> event.getLong("sequence"), toList())));
    assertThat(sequences).isNotEmpty().allSatisfy((partition, found) -> assertCounts(found));
  }

  /** I2, I3: the executed events of every order made its versions 1, 2, 3 …, each of them once. */
  void assertVersionsWithoutGap() {
    Map<String, List<Long>> versions =
        events(eq("status", "EXECUTED")).stream()
            .collect(
                groupingBy(
                    event -> event.getString("entityId"),
                    mapping(
                        event -> event.get("entityVersion", Number.class).longValue(), toList())));
    assertThat(versions).isNotEmpty().allSatisfy((order, found) -> assertCounts(found));
  }

  private static void assertCounts(List<Long> found) {
    assertThat(found).isEqualTo(LongStream.rangeClosed(1, found.size()).boxed().toList());
  }

  /** Events in the order of the log. */
  List<Document> events(Bson filter) {
    return source
        .getCollection("events")
        .find(filter)
        .sort(ascending("partition", "sequence"))
        .into(new ArrayList<>());
  }
}

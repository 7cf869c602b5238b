package orderbakery.flow;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bson.Document;

/** What the databases hold. */
record Stored(MongoDatabase source, MongoDatabase presentation) {

  Document order(String id) {
    return source.getCollection("orders").find(eq("_id", id)).first();
  }

  Document presentation(String id) {
    return presentation.getCollection("orders").find(eq("_id", id)).first();
  }

  Document event(String commandId) {
    return source.getCollection("events").find(eq("_id", commandId)).first();
  }

  /** How many events these orders have. */
  long eventsOf(Collection<String> orderIds) {
    return source.getCollection("events").countDocuments(in("entityId", orderIds));
  }

  /** The events of an order, oldest first. */
  List<Document> eventsOf(String orderId) {
    return source
        .getCollection("events")
        .find(eq("entityId", orderId))
        .sort(Sorts.ascending("sequence"))
        .into(new ArrayList<>());
  }

  /** The events of an order, once there are as many and each has this status. */
  List<Document> awaitStatuses(String orderId, String... statuses) {
    await()
        .atMost(FlowTest.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(eventsOf(orderId))
                    .extracting(event -> event.getString("status"))
                    .isEqualTo(Arrays.asList(statuses)));
    return eventsOf(orderId);
  }

  /** The first event of an order with this status, once there is one. */
  Document awaitStatus(String orderId, String status) {
    return await()
        .atMost(FlowTest.PATIENCE)
        .until(
            () ->
                eventsOf(orderId).stream()
                    .filter(event -> status.equals(event.getString("status")))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** Until the event of a command has another status. */
  void awaitNoLonger(String commandId, String status) {
    await()
        .atMost(FlowTest.PATIENCE)
        .until(() -> event(commandId) != null && !status.equals(event(commandId).get("status")));
  }

  /** Until no event of an order is on its way. */
  void awaitRest(String orderId) {
    await()
        .atMost(FlowTest.PATIENCE)
        .until(
            () ->
                eventsOf(orderId).stream()
                    .noneMatch(event -> "PENDING".equals(event.getString("status"))));
  }

  /** I6: the sequences of each partition are 1, 2, 3 … */
  void assertNoHole() {
    sequences()
        .forEach(
            (partition, sequences) ->
                assertThat(sequences)
                    .as("sequences of partition %s", partition)
                    .isEqualTo(LongStream.rangeClosed(1, sequences.size()).boxed().toList()));
  }

  private Map<Integer, List<Long>> sequences() {
    List<Document> events =
        source
            .getCollection("events")
            .find()
            .sort(Sorts.ascending("sequence"))
            .into(new ArrayList<>());
    return events.stream()
        .collect(
            groupingBy(
                event -> event.getInteger("partition"),
                mapping(event -> event.getLong("sequence"), toList())));
  }
}

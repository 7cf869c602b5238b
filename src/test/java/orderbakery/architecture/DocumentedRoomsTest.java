package orderbakery.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orderbakery.broker.ComponentRooms;
import orderbakery.broker.RoutingKeys;
import orderbakery.broker.Topology;
import orderbakery.fixtures.AsyncApi;
import orderbakery.log.Partitions;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Exchange;

/** The AsyncAPI document tells of every room, routing key and queue, and of no other. */
class DocumentedRoomsTest {
  private static final int PARTITIONS = 3;
  private static final String OWN = "own";
  private static final AsyncApi API = AsyncApi.served();
  private static final Set<String> EVERY_CHANGE =
      Set.of(
          "order.created",
          "order.updated",
          "order.cancelled",
          "order.deleted",
          "order.rejected",
          "product.created",
          "product.updated",
          "product.deleted",
          "product.rejected");
  private static final Topology TOPOLOGY =
      new Topology(
          new Partitions(PARTITIONS),
          "quorum",
          List.of(new ComponentRooms("order", "orders"), new ComponentRooms("product", "products")),
          EVERY_CHANGE);

  /** How a message goes: to a room, with a routing key, and into a queue. */
  private record Way(String room, String key, String queue) {

    Way with(String parameter, String value) {
      String name = "{" + parameter + "}";
      return new Way(room, key.replace(name, value), queue.replace(name, value));
    }
  }

  @Test
  void tellsOfEveryRoom() {
    Set<List<String>> told =
        rooms()
            .map(channel -> channel.at("/bindings/amqp/exchange"))
            .map(room -> List.of(text(room, "name"), text(room, "type"), text(room, "durable")))
            .collect(toSet());

    assertThat(told)
        .isEqualTo(
            declared(Exchange.class)
                .map(it -> List.of(it.getName(), it.getType(), String.valueOf(it.isDurable())))
                .collect(toSet()));
  }

  @Test
  void tellsOfEveryQueueAndItsRoom() {
    assertThat(ways().map(way -> List.of(way.room(), way.queue())).collect(toSet()))
        .isEqualTo(
            declared(Binding.class)
                .map(binding -> List.of(binding.getExchange(), binding.getDestination()))
                .collect(toSet()));
  }

  @Test
  void tellsOfRoutingKeysThatLeadIntoTheirQueue() {
    assertThat(ways())
        .allSatisfy(
            way -> assertThat(declared(Binding.class)).anyMatch(binding -> leads(binding, way)));
  }

  @Test
  void tellsOfEveryRoutingKey() {
    Stream<String> keys =
        new Partitions(PARTITIONS)
            .all()
            .boxed()
            .flatMap(
                partition ->
                    Stream.of(
                        RoutingKeys.schedule(partition),
                        RoutingKeys.created("order", partition),
                        RoutingKeys.changed("order.created", partition)));

    assertThat(ways().map(Way::key)).containsAll(keys.toList()).contains("order.created");
  }

  /** What the document tells, with every value of every parameter. */
  private static Stream<Way> ways() {
    return rooms().flatMap(DocumentedRoomsTest::ways);
  }

  private static Stream<Way> ways(JsonNode channel) {
    List<String> queues = new ArrayList<>();
    channel.path("x-queues").forEach(queue -> queues.add(queue.asText()));
    String room = text(channel.at("/bindings/amqp/exchange"), "name");
    Stream<Way> ways =
        (queues.isEmpty() ? List.of(OWN) : queues)
            .stream().map(queue -> new Way(room, text(channel, "address"), queue));
    for (String parameter : names(channel.path("parameters"))) {
      List<String> values = values(channel.get("parameters").get(parameter));
      ways = ways.flatMap(way -> values.stream().map(value -> way.with(parameter, value)));
    }
    return ways;
  }

  /** The values of a parameter: those that it may have, or else the numbers of the partitions. */
  private static List<String> values(JsonNode parameter) {
    JsonNode meant =
        parameter.has("$ref") ? API.document().at(text(parameter, "$ref").substring(1)) : parameter;
    List<String> values = new ArrayList<>();
    meant.path("enum").forEach(value -> values.add(value.asText()));
    return meant.has("enum")
        ? values
        : IntStream.range(0, PARTITIONS).mapToObj(String::valueOf).toList();
  }

  private static Stream<JsonNode> rooms() {
    return API.channels().values().stream().filter(channel -> channel.at("/bindings").has("amqp"));
  }

  private static <T> Stream<T> declared(Class<T> kind) {
    return Stream.concat(
            TOPOLOGY.shared().getDeclarables().stream(), TOPOLOGY.own(OWN).bindings().stream())
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  /** Whether it takes the way, by the rules of a topic: a star is one word, a hash any number. */
  private static boolean leads(Binding binding, Way way) {
    String pattern =
        binding.getRoutingKey().replace(".", "\\.").replace("*", "[^.]+").replace("#", ".*");
    return binding.getExchange().equals(way.room())
        && binding.getDestination().equals(way.queue())
        && way.key().matches(pattern);
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static String text(JsonNode node, String member) {
    return node.get(member).asText();
  }
}

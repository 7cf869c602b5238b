package orderbakery.architecture;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import orderbakery.broker.DeadLetter;
import orderbakery.fixtures.AsyncApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The AsyncAPI document is whole, its examples are right, and its schemas refuse what is wrong. */
class AsyncApiTest {
  private static final AsyncApi API = AsyncApi.served();
  private static final Set<String> OPTIONAL = Set.of("traceparent", "ids", "types");

  @Test
  void refersToWhatIsThereAndToAllOfIt() {
    Set<String> referredTo = Set.copyOf(API.document().findValuesAsText("$ref"));
    Set<String> components =
        members(API.document().get("components"))
            .flatMap(kind -> members(kind.getValue()).map(one -> place(kind, one)))
            .collect(toSet());

    assertThat(referredTo)
        .containsAll(components)
        .allSatisfy(it -> assertThat(API.document().at(it.substring(1)).isMissingNode()).isFalse());
  }

  @Test
  void givesAnExampleOfEveryMessage() {
    assertThat(API.messages())
        .isNotEmpty()
        .allSatisfy((name, message) -> assertThat(message.path("examples")).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void givesExamplesThatFitTheirMessageAndNoOther(String channel, String name, JsonNode example) {
    String payload = example.get("payload").toString();

    assertThat(API.messagesOf(channel))
        .filteredOn(message -> API.faultsOf(message, "payload", payload).isEmpty())
        .containsExactly(name);
  }

  @Test
  void givesExamplesOfAllHeaders() {
    List<String> withHeaders =
        API.messages().keySet().stream()
            .filter(name -> API.messages().get(name).has("headers"))
            .toList();

    assertThat(withHeaders)
        .contains("deadLetter", "orderFrame")
        .allSatisfy(
            name ->
                API.messages()
                    .get(name)
                    .get("examples")
                    .forEach(
                        example ->
                            assertThat(
                                    API.faultsOf(
                                        name, "headers", example.get("headers").toString()))
                                .isEmpty()));
  }

  @ParameterizedTest
  @MethodSource("examplesWithAForm")
  void refusesAPayloadThatLacksAFieldOrHasAnother(String channel, String name, JsonNode example) {
    assertThat(distorted((ObjectNode) example.get("payload")))
        .hasSizeGreaterThan(1)
        .allSatisfy(payload -> assertThat(faults(channel, payload, example)).isNotEmpty());
  }

  @Test
  void namesEveryHeaderOfADeadLetter() throws IllegalAccessException {
    List<String> headers = new ArrayList<>();
    for (var constant : DeadLetter.class.getFields()) {
      headers.add((String) constant.get(null));
    }

    assertThat(members(API.messages().get("deadLetter").at("/headers/properties")))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(headers);
  }

  @Test
  void namesThePathOfTheWebsocket() {
    String address = API.channels().get("orderEvents").get("address").asText();

    assertThat(new RouteFiles(Path.of("routes")).all("route"))
        .extracting(route -> RouteFiles.from(route).get("uri"))
        .contains("websocket-jsr356:" + address);
  }

  /** Each example with its channel and the name of its message. */
  static List<Arguments> examples() {
    List<Arguments> examples = new ArrayList<>();
    for (String channel : API.channels().keySet()) {
      for (String name : API.messagesOf(channel)) {
        for (JsonNode example : API.messages().get(name).get("examples")) {
          examples.add(Arguments.of(channel, name, example));
        }
      }
    }
    return examples;
  }

  static List<Arguments> examplesWithAForm() {
    Set<Object> formless = Set.of("deadLetter", "anything");
    return examples().stream().filter(example -> !formless.contains(example.get()[1])).toList();
  }

  /** With one field more, at the top and in its data, and without each that it must have. */
  private static List<String> distorted(ObjectNode payload) {
    List<String> distorted = new ArrayList<>();
    distorted.add(payload.deepCopy().put("another", 1).toString());
    if (payload.has("data")) {
      ObjectNode deep = payload.deepCopy();
      ((ObjectNode) deep.get("data")).put("another", 1);
      distorted.add(deep.toString());
    }
    members(payload)
        .map(Map.Entry::getKey)
        .filter(field -> !OPTIONAL.contains(field))
        .forEach(field -> distorted.add(payload.deepCopy().without(field).toString()));
    return distorted;
  }

  private static List<String> faults(String channel, String payload, JsonNode example) {
    Map<String, Object> headers =
        members(example.path("headers")).collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    return API.faults(channel, payload, headers);
  }

  private static String place(Map.Entry<String, JsonNode> kind, Map.Entry<String, JsonNode> one) {
    return "#/components/" + kind.getKey() + "/" + one.getKey();
  }

  private static Stream<Map.Entry<String, JsonNode>> members(JsonNode object) {
    return object.properties().stream();
  }
}

package orderbakery.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import orderbakery.fixtures.Described;
import orderbakery.fixtures.OpenApi;
import orderbakery.fixtures.OpenApi.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published description of the API in itself; EdgeIT compares it with the running routes. */
class OpenApiTest {
  private static final OpenApi API = OpenApi.published();

  static List<Part> mediaTypes() {
    return API.all("content").flatMap(OpenApiTest::children).toList();
  }

  static List<Part> parameters() {
    return children(API.at("/components/parameters")).toList();
  }

  @ParameterizedTest
  @MethodSource("mediaTypes")
  void givesExamplesThatItsSchemasAllow(Part mediaType) {
    Stream<Part> examples = children(API.child(mediaType, "examples"));

    assertThat(examples)
        .allSatisfy(
            example ->
                assertThat(
                        API.against(mediaType.pointer() + "/schema", example.node().get("value")))
                    .as(example.pointer())
                    .isEmpty());
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void givesAnExampleOfEachParameter(Part parameter) {
    JsonNode example = parameter.node().path("example");

    assertThat(API.against(parameter.pointer() + "/schema", example)).isEmpty();
  }

  @Test
  void showsEveryExampleSomewhere() {
    List<String> shown =
        mediaTypes().stream()
            .flatMap(media -> children(API.child(media, "examples")))
            .map(Part::pointer)
            .toList();

    assertThat(children(API.at("/components/examples")))
        .isNotEmpty()
        .allSatisfy(example -> assertThat(shown).contains(example.pointer()));
  }

  @Test
  void listsTheTypesOfTheCatalogue() {
    JsonNode listed = API.at("/components/schemas/Rejection/properties/type/enum").node();

    assertThat(StreamSupport.stream(listed.spliterator(), false).map(JsonNode::asText))
        .containsExactlyInAnyOrderElementsOf(
            Described.problems().entries().stream().map(ProblemCatalogue.Entry::type).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-23T10:15:00", "yesterday", ""})
  void refusesWhatIsNoTime(String text) {
    assertThat(API.against("/components/schemas/Moment", TextNode.valueOf(text))).isNotEmpty();
  }

  private static Stream<Part> children(Part of) {
    return StreamSupport.stream(
            ((Iterable<String>) () -> of.node().fieldNames()).spliterator(), false)
        .map(name -> API.child(of, name));
  }
}

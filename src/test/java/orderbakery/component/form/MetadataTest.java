package orderbakery.component.form;

import static java.util.stream.Collectors.toMap;
import static orderbakery.component.form.Readings.faultsWithin;
import static orderbakery.component.form.Readings.read;
import static orderbakery.fixtures.OrderRequest.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
  private static final Metadata METADATA = new Metadata();

  @Test
  void keepsStringsInTheirOrderAndLeavesOutWhatIsBlank() {
    Map<String, Object> sent =
        object("utm_source", "x", "a.b-C", "y", "empty", "", "none", null, "blank", "\u200B ");

    Object kept = read(METADATA, sent);

    assertThat(kept).isEqualTo(object("utm_source", "x", "a.b-C", "y"));
    assertThat(((Map<?, ?>) kept).keySet().iterator().next()).isEqualTo("utm_source");
  }

  @Test
  void keepsInAPatchWhatIsToBeRemoved() {
    Json json = Json.document(object("gone", null, "blank", "", "new", "x"));

    assertThat(METADATA.patch(json)).contains(object("gone", null, "blank", null, "new", "x"));
    assertThat(json.faults().found()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "ä", "a/b", "$a", "a\n", "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"})
  void refusesOtherKeys(String key) {
    assertThat(faultsWithin(METADATA, object(key, "x")))
        .containsExactly("must have a key of 1 to 40 letters, digits, '_', '.', '-'");
  }

  @Test
  void takesUpTo50Keys() {
    assertThat(faultsWithin(METADATA, keys(50))).isEmpty();
    assertThat(faultsWithin(METADATA, keys(51))).containsExactly("must have at most 50 keys");
  }

  @Test
  void takesStringsOfUpTo500Characters() {
    assertThat(faultsWithin(METADATA, object("k", "🥐".repeat(500)))).isEmpty();
    assertThat(faultsWithin(METADATA, object("k", "v".repeat(501)))).hasSize(1);
    assertThat(faultsWithin(METADATA, object("k", 1, "l", true, "m", List.of(), "n", Map.of())))
        .hasSize(4);
  }

  @Test
  void refusesWhatIsNoObject() {
    assertThat(faultsWithin(METADATA, List.of())).containsExactly("must be an object");
  }

  private static Map<String, Object> keys(int count) {
    return IntStream.range(0, count).boxed().collect(toMap(key -> "key-" + key, key -> "value"));
  }
}

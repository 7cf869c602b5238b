package orderbakery.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is allowed by number is never too long: contract.md section 2. */
class MessageLimitsTest {
  private static final List<UUID> IDS = Stream.generate(UUID::randomUUID).limit(100).toList();
  private static final List<String> TYPES =
      List.of(
          "order.created", "order.updated", "order.cancelled", "order.deleted", "order.rejected");
  private static final int LONGEST_QUERY = 8 * 1024;
  private static final int LONGEST_TOKEN = 512;

  private final int limit = new WebSocketConfiguration().settings().maxMessageSize();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 8})
  void aHundredIdsFitHoweverAClientIndentsThem(int indent) {
    String line = "\r\n" + " ".repeat(indent);
    String message =
        "{%s\"action\" : \"subscribe\",%s\"ids\" : %s,%s\"types\" : %s\r\n}\r\n"
            .formatted(line, line, array(IDS, indent), line, array(TYPES, indent));

    assertThat(message.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(limit);
  }

  private static String array(List<?> elements, int indent) {
    String line = "\r\n" + " ".repeat(2 * indent);
    return elements.stream()
        .map(it -> line + "\"" + it + "\"")
        .collect(Collectors.joining(",", "[", "\r\n" + " ".repeat(indent) + "]"));
  }

  @Test
  void aHundredIdsFitIntoTheQueryBesideTheLongestToken() {
    List<String> pairs = new ArrayList<>(IDS.stream().map(id -> "id=" + id).toList());
    pairs.addAll(TYPES.stream().map(type -> "type=" + type).toList());
    String query =
        Stream.concat(pairs.stream(), Stream.of("after=" + "x".repeat(LONGEST_TOKEN)))
            .collect(Collectors.joining("&"));

    assertThat(("/product-events?" + query).getBytes(UTF_8))
        .hasSizeLessThanOrEqualTo(LONGEST_QUERY);
  }
}

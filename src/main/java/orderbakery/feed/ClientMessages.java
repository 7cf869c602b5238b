package orderbakery.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Reads what clients say: contract.md section 2. */
final class ClientMessages {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final InterestReader interests;

  ClientMessages(Vocabulary words) {
    this.interests = new InterestReader(words);
  }

  /**
   * Reads a message.
   *
   * @param text null for the JSON word null, of which Camel makes that on its way to a bean
   */
  ClientMessage read(String text) throws Misunderstood {
    JsonNode message = parse(text);
    String action = message.path("action").asText();
    return switch (action) {
      case "ping" -> {
        requireOnly(message, Set.of("action"));
        yield new ClientMessage.Ping();
      }
      case "subscribe" -> subscribe(message);
      default -> throw new Misunderstood("There is no action '" + action + "'");
    };
  }

  private ClientMessage subscribe(JsonNode message) {
    try {
      requireOnly(message, Set.of("action", "ids", "types"));
      List<String> subjects = strings(message, "ids");
      return new ClientMessage.Subscribe(interests.read(subjects, strings(message, "types")));
    } catch (Misunderstood fault) {
      return new ClientMessage.RefusedSubscribe(fault.problem());
    }
  }

  private static JsonNode parse(String text) throws Misunderstood {
    try {
      JsonNode message = JSON.readTree(text == null ? "null" : text);
      if (!message.isObject()) {
        throw new Misunderstood("The message is no JSON object");
      }
      return message;
    } catch (JsonProcessingException e) { // whose own words name classes
      throw new Misunderstood("The message is not JSON that can be read");
    }
  }

  private static void requireOnly(JsonNode message, Set<String> members) throws Misunderstood {
    for (Iterator<String> names = message.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!members.contains(name)) {
        throw new Misunderstood("There is no member '" + name + "' in this action");
      }
    }
  }

  private static List<String> strings(JsonNode message, String member) throws Misunderstood {
    JsonNode array = message.path(member);
    List<String> strings = new ArrayList<>();
    if (!array.isMissingNode() && !array.isArray()) {
      throw new Misunderstood(member + " is no array");
    }
    for (JsonNode element : array) {
      if (!element.isTextual()) {
        throw new Misunderstood(member + " has an element that is no string");
      }
      strings.add(element.textValue());
    }
    return strings;
  }
}

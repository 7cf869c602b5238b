package orderbakery.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of config.json, by their keys. */
final class Settings {
  private Settings() {}

  static Map<String, String> all() {
    try {
      Map<String, String> settings = new TreeMap<>();
      flatten("", new JsonMapper().readTree(Path.of("config.json").toFile()), settings);
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> list(String key) {
    return List.of(all().get(key).split(","));
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> settings) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              member ->
                  flatten(
                      prefix.isEmpty() ? member.getKey() : prefix + "." + member.getKey(),
                      member.getValue(),
                      settings));
    } else {
      settings.put(prefix, node.asText());
    }
  }
}

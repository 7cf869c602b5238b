package orderbakery.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;

/**
 * Lets Spring read config.json: placeholders and overrides work as in any other configuration file.
 */
final class JsonPropertySourceLoader implements PropertySourceLoader {

  @Override
  public String[] getFileExtensions() {
    return new String[] {"json"};
  }

  @Override
  public List<PropertySource<?>> load(String name, Resource resource) {
    try (InputStream in = resource.getInputStream()) {
      Map<String, Object> properties = new LinkedHashMap<>();
      String json = new String(in.readAllBytes(), UTF_8);
      flatten("", JsonParserFactory.getJsonParser().parseMap(json), properties);
      return List.of(new MapPropertySource(name, properties));
    } catch (JsonParseException e) {
      throw new InvalidSettings(resource.getDescription() + " is not a JSON object: " + why(e));
    } catch (IOException e) {
      throw new InvalidSettings(resource.getDescription() + " cannot be read: " + e);
    }
  }

  private static String why(JsonParseException refusal) {
    return refusal.getCause() instanceof JsonProcessingException found
        ? "line %s: %s".formatted(found.getLocation().getLineNr(), found.getOriginalMessage())
        : String.valueOf(refusal.getCause());
  }

  private static void flatten(String key, Object value, Map<String, Object> properties) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, member) ->
              flatten(key.isEmpty() ? "" + name : key + "." + name, member, properties));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        flatten(key + "[" + i + "]", list.get(i), properties);
      }
    } else if (value != null) {
      properties.put(key, value);
    }
  }
}

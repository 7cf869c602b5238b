package orderbakery.architecture;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * The folder {@code routes} as Camel has it once templates are filled in: each templated route
 * stands as the route that it becomes.
 */
final class RouteFiles {

  /** A step, by its kind ({@code to}, {@code bean} …) and what is written under it. */
  record Step(String kind, Map<String, Object> body) {
    String id() {
      return (String) body.get("id");
    }

    String uri() {
      return (String) body.get("uri");
    }
  }

  private final List<Map<String, Object>> written = new ArrayList<>();
  private final List<Map<String, Object>> entries = new ArrayList<>();
  private final String text;

  RouteFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sorted =
          files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
      this.text = sorted.stream().map(RouteFiles::read).collect(joining("\n"));
      sorted.forEach(
          file -> new Yaml().<List<Map<String, Object>>>load(read(file)).forEach(written::add));
      written.stream()
          .filter(entry -> !entry.containsKey("routeTemplate"))
          .forEach(entry -> entries.add(filledIn(entry)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    return text;
  }

  /** The routes, or whatever else stands at the top level under this name. */
  List<Map<String, Object>> all(String kind) {
    return entries.stream()
        .filter(entry -> entry.containsKey(kind))
        .map(entry -> map(entry.get(kind)))
        .toList();
  }

  /** What stands at the top level under this name, as it is written. */
  List<Map<String, Object>> allWritten(String kind) {
    return written.stream()
        .filter(entry -> entry.containsKey(kind))
        .map(entry -> map(entry.get(kind)))
        .toList();
  }

  private Map<String, Object> filledIn(Map<String, Object> entry) {
    if (!entry.containsKey("templatedRoute")) {
      return entry;
    }
    Map<String, Object> instance = map(entry.get("templatedRoute"));
    Object template = instance.get("routeTemplateRef");
    Map<String, Object> found =
        allWritten("routeTemplate").stream()
            .filter(it -> it.get("id").equals(template))
            .findFirst()
            .orElseThrow(() -> new AssertionError("There is no template " + template));
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Object parameter : (List<?>) instance.get("parameters")) {
      parameters.put((String) map(parameter).get("name"), (String) map(parameter).get("value"));
    }
    String prefix = (String) instance.get("prefixId");
    Map<String, Object> route = map(filledIn(found.get("route"), parameters, prefix));
    route.put("id", instance.get("routeId"));
    return Map.of("route", route);
  }

  private static Object filledIn(Object node, Map<String, String> parameters, String prefix) {
    if (node instanceof Map<?, ?> map) {
      Map<Object, Object> filled = new LinkedHashMap<>();
      map.forEach(
          (key, value) ->
              filled.put(
                  key, key.equals("id") ? prefix + value : filledIn(value, parameters, prefix)));
      return filled;
    }
    if (node instanceof List<?> list) {
      return list.stream().map(element -> filledIn(element, parameters, prefix)).toList();
    }
    if (node instanceof String string) {
      String filled = string;
      for (Map.Entry<String, String> parameter : parameters.entrySet()) {
        filled = filled.replace("{{" + parameter.getKey() + "}}", parameter.getValue());
      }
      return filled;
    }
    return node;
  }

  /** Where a route begins. */
  static Map<String, Object> from(Map<String, Object> route) {
    return map(route.get("from"));
  }

  /** Every step of every route and every configuration, nested ones too. */
  List<Step> steps() {
    List<Step> found = new ArrayList<>();
    entries.forEach(entry -> collect(entry, found));
    return found;
  }

  /** The steps of a route in their order, nested ones and those of the routes it calls too. */
  List<Step> steps(String routeId) {
    List<Step> own = new ArrayList<>();
    all("route").stream()
        .filter(route -> route.get("id").equals(routeId))
        .forEach(route -> collect(route, own));
    return own.stream().flatMap(step -> Stream.concat(Stream.of(step), called(step))).toList();
  }

  private Stream<Step> called(Step step) {
    boolean isCall = step.uri() != null && step.uri().startsWith("direct:");
    return isCall
        ? all("route").stream()
            .filter(route -> step.uri().equals(from(route).get("uri")))
            .flatMap(route -> steps((String) route.get("id")).stream())
        : Stream.empty();
  }

  /** Every id of whatever has one: routes, steps, REST operations, configurations. */
  List<String> ids() {
    List<String> found = new ArrayList<>();
    entries.forEach(entry -> collectIds(entry, found));
    return found;
  }

  private static void collectIds(Object node, List<String> found) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (key.equals("id")) {
              found.add((String) value);
            }
            collectIds(value, found);
          });
    } else if (node instanceof List<?> list) {
      list.forEach(element -> collectIds(element, found));
    }
  }

  private static void collect(Object node, List<Step> found) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (key.equals("steps")) {
              ((List<?>) value).forEach(step -> add(map(step), found));
            } else {
              collect(value, found);
            }
          });
    } else if (node instanceof List<?> list) {
      list.forEach(element -> collect(element, found));
    }
  }

  private static void add(Map<String, Object> step, List<Step> found) {
    step.forEach(
        (kind, body) -> {
          found.add(new Step(kind, map(body)));
          collect(body, found);
        });
  }

  @SuppressWarnings("unchecked") // YAML maps of these files have strings as keys
  private static Map<String, Object> map(Object node) {
    return (Map<String, Object>) node;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package orderbakery.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A page in parts: {@code docs/common} holds what is common to all components, a folder named after
 * each what it adds. Objects are merged, lists are joined, and no part says anew what another has
 * said.
 */
public final class MergedPage {
  private static final String COMMON = "common";

  /** Of members on top that hold what a part uses several times. */
  private static final String NOT_SERVED = "x-";

  private MergedPage() {}

  @FunctionalInterface
  private interface Reading<T> {
    T read(InputStream part) throws IOException;
  }

  /**
   * A page of YAML as it is served.
   *
   * @param file such as {@code openapi.yaml}
   * @param components that run; one without such a file adds nothing
   */
  public static String yaml(String file, List<String> components) {
    Map<String, Object> page = new LinkedHashMap<>();
    parts(file, components, part -> loader().<Object>load(part))
        .forEach(
            part -> {
              Map<?, ?> members = (Map<?, ?>) part;
              members.keySet().removeIf(name -> ((String) name).startsWith(NOT_SERVED));
              merge(file, page, members);
            });
    return dumper().dump(page);
  }

  /**
   * A page of JSON that is one list, such as {@code problem-types.json}.
   *
   * @param kind of its elements
   */
  static <T> List<T> list(String file, List<String> components, Class<T> kind) {
    ObjectReader reader = new ObjectMapper().readerForListOf(kind);
    return MergedPage.<List<T>>parts(file, components, reader::readValue)
        .flatMap(List::stream)
        .toList();
  }

  private static <T> Stream<T> parts(String file, List<String> components, Reading<T> reading) {
    return Stream.concat(Stream.of(COMMON), components.stream())
        .map(folder -> part("/docs/" + folder + "/" + file, reading))
        .flatMap(Optional::stream);
  }

  private static <T> Optional<T> part(String place, Reading<T> reading) {
    try (InputStream part = MergedPage.class.getResourceAsStream(place)) {
      return part == null ? Optional.empty() : Optional.of(reading.read(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void merge(String place, Map<String, Object> whole, Map<?, ?> part) {
    part.forEach(
        (name, value) ->
            whole.merge(
                (String) name,
                copyOf(value),
                (first, second) -> merged(place + "/" + name, first, second)));
  }

  private static Object merged(String place, Object first, Object second) {
    if (first instanceof Map<?, ?> && second instanceof Map<?, ?> members) {
      Map<String, Object> both = new LinkedHashMap<>();
      merge(place, both, (Map<?, ?>) first);
      merge(place, both, members);
      return both;
    }
    if (first instanceof List<?> && second instanceof List<?>) {
      return Stream.of(first, second).flatMap(list -> ((List<?>) list).stream()).toList();
    }
    throw new IllegalStateException("Two parts of the page say " + place);
  }

  /** A value of its own: what stands twice in the page would be written as a reference. */
  private static Object copyOf(Object value) {
    if (value instanceof Map<?, ?> members) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      members.forEach((name, member) -> copy.put(name, copyOf(member)));
      return copy;
    }
    return value instanceof List<?> list
        ? new ArrayList<>(list.stream().map(MergedPage::copyOf).toList())
        : value;
  }

  /** Takes times as the strings that they are in JSON. */
  private static Yaml loader() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Resolver withoutTimes =
        new Resolver() {
          @Override
          public void addImplicitResolver(Tag tag, Pattern form, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
              super.addImplicitResolver(tag, form, first, limit);
            }
          }
        };
    DumperOptions unused = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options), new Representer(unused), unused, options, withoutTimes);
  }

  private static Yaml dumper() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(120);
    return new Yaml(options);
  }
}

package orderbakery.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Refuses {@code bakery.*} keys that do not exist, and derives what the routes ask: {@code
 * role.<name>} and the names of this process's own queues.
 */
final class SettingsGuard implements EnvironmentPostProcessor, Ordered {
  private static final String PREFIX = "bakery";

  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER + 1;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Set<String> known = keysOf(BakerySettings.class, PREFIX).collect(Collectors.toSet());
    Set<String> knownForms = known.stream().map(SettingsGuard::form).collect(Collectors.toSet());
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> enumerable) {
        Arrays.stream(enumerable.getPropertyNames())
            .filter(SettingsGuard::isOurs)
            .filter(name -> !knownForms.contains(form(name)))
            .findFirst()
            .ifPresent(name -> refuse(name, source.getName()));
      }
    }
    environment.getPropertySources().addLast(derived(environment));
  }

  /** Every key of a settings record, in kebab case: {@code bakery.source.database}. */
  static Stream<String> keysOf(Class<?> settings, String prefix) {
    return Arrays.stream(settings.getRecordComponents())
        .flatMap(component -> keysOf(component, prefix + "." + kebab(component.getName())));
  }

  private static Stream<String> keysOf(RecordComponent component, String key) {
    return component.getType().isRecord() ? keysOf(component.getType(), key) : Stream.of(key);
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static boolean isOurs(String name) {
    return name.startsWith(PREFIX + ".") || name.startsWith("BAKERY_");
  }

  /** What is the same in all the ways to write a key that Spring knows. */
  private static String form(String name) {
    return name.replaceAll("\\[\\d+]|_\\d+_?$", "")
        .replaceAll("[^A-Za-z0-9]", "")
        .toLowerCase(Locale.ROOT);
  }

  private static void refuse(String name, String source) {
    throw new InvalidSettings("There is no setting " + name + " (found in " + source + ")");
  }

  private static MapPropertySource derived(ConfigurableEnvironment environment) {
    Set<String> named =
        new LinkedHashSet<>(
            Binder.get(environment)
                .bind("bakery.roles", Bindable.listOf(String.class))
                .orElse(List.of()));
    if (named.isEmpty()) {
      throw new InvalidSettings("bakery.roles names no role");
    }
    for (String name : named) {
      if (Role.named(name).isEmpty()) {
        throw new InvalidSettings(
            "bakery.roles: there is no role "
                + name
                + "; the roles are "
                + Arrays.stream(Role.values()).map(Role::roleName).toList());
      }
    }
    Map<String, Object> derived = new HashMap<>();
    for (Role role : Role.values()) {
      derived.put("role." + role.roleName(), named.contains(role.roleName()));
    }
    for (Role role : List.of(Role.ORDERS_API, Role.ORDER_EVENTS)) {
      String own = role.roleName() + "." + UUID.randomUUID();
      derived.put("queue." + role.roleName(), own);
    }
    return new MapPropertySource("order-bakery", derived);
  }
}

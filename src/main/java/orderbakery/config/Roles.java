package orderbakery.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What this process does.
 *
 * @param components of the installation, by name
 * @param all roles that there are with these components
 * @param taken those that this process has
 */
record Roles(List<String> components, List<Role> all, List<Role> taken) {

  /**
   * The roles that {@code bakery.roles} names, or {@code all}; not the notifier where nobody is to
   * be told anything.
   *
   * @throws InvalidSettings when it names one that there is not
   */
  static Roles of(Environment environment) {
    List<String> components = names(environment, "bakery.components").stream().toList();
    if (components.isEmpty()) {
      throw new InvalidSettings("bakery.components names no component");
    }
    List<Role> all = Role.of(components);
    Set<String> named = names(environment, "bakery.roles");
    if (named.isEmpty()) {
      throw new InvalidSettings("bakery.roles names no role");
    }
    List<String> known = all.stream().map(Role::roleName).toList();
    boolean takesAll = named.equals(Set.of("all"));
    for (String name : takesAll ? Set.<String>of() : named) {
      if (!known.contains(name)) {
        throw new InvalidSettings(
            "bakery.roles: there is no role " + name + "; the roles are " + known);
      }
    }
    List<Role> taken =
        all.stream().filter(role -> takesAll || named.contains(role.roleName())).toList();
    boolean tells = new Notified(environment).isAnybody();
    return new Roles(
        components, all, taken.stream().filter(it -> tells || !it.equals(Role.NOTIFIER)).toList());
  }

  private static Set<String> names(Environment environment, String key) {
    return new LinkedHashSet<>(
        Binder.get(environment).bind(key, Bindable.listOf(String.class)).orElse(List.of()));
  }

  boolean has(Role role) {
    return taken.contains(role);
  }

  /** Whether this process serves the feed of any component. */
  boolean isFeed() {
    return components.stream().map(Role::events).anyMatch(this::has);
  }

  /** Whether this process takes requests of any component. */
  boolean isApi() {
    return components.stream().map(Role::api).anyMatch(this::has);
  }
}

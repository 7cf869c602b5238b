package orderbakery.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orderbakery.component.Component;
import orderbakery.component.Components;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The components of this installation. The package of each brings its own bean. */
@Configuration(proxyBeanMethods = false)
@Import(ComponentBeans.class)
class ComponentsConfiguration {

  @Bean
  Components components(Roles roles, List<Component<?>> built) {
    Map<String, Component<?>> known = new TreeMap<>();
    built.forEach(component -> known.put(component.name(), component));
    for (String name : roles.components()) {
      if (!known.containsKey(name)) {
        throw new InvalidSettings(
            "bakery.components: there is no component "
                + name
                + "; the components are "
                + known.keySet());
      }
    }
    return new Components(roles.components().stream().<Component<?>>map(known::get).toList());
  }
}

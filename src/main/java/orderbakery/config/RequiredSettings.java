package orderbakery.config;

import java.util.stream.IntStream;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Names a setting that is missing: config.json is the only place that has defaults. */
final class RequiredSettings implements ConfigurationPropertiesBindHandlerAdvisor {
  private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("bakery");

  @Override
  public BindHandler apply(BindHandler parent) {
    return new AbstractBindHandler(parent) {
      @Override
      public void onFinish(
          ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result)
          throws Exception {
        InvalidSettings.require(
            result != null || !isSetting(name),
            "The setting "
                + name
                + " is missing; take it over from the config.json of this version");
        super.onFinish(name, target, context, result);
      }
    };
  }

  /** Spring also asks for one element of a list more than there is, and for all that it has. */
  private static boolean isSetting(ConfigurationPropertyName name) {
    return OURS.isAncestorOf(name)
        && IntStream.range(0, name.getNumberOfElements()).noneMatch(name::isNumericIndex);
  }
}

package orderbakery.config;

import com.mongodb.ConnectionString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Refuses {@code bakery.*} keys that do not exist, and derives what the routes ask: {@code
 * role.<name>}, {@code role.any}, {@code role.api} (requests of any component), {@code role.feed}
 * (websockets of any component), {@code role.mail} and how, {@code role.demo-catalogue}, {@code
 * role.files-<store>} (requests of any component, and files are kept there), the names of this
 * process's own queues, and the subprotocol of websockets.
 */
final class SettingsGuard implements EnvironmentPostProcessor, Ordered {
  private static final String PREFIX = "bakery";

  /** Of docs/contract.md section 2; no component's, so no template can name it. */
  private static final String SUBPROTOCOL = "order-bakery.v1";

  private static final String ROUTES = "ROUTES_DIR";

  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER + 1;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Set<String> known =
        Stream.concat(
                keysOf(BakerySettings.class, PREFIX),
                keysOf(WebhookSettings.class, PREFIX + ".webhooks"))
            .collect(Collectors.toSet());
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
    environment.getPropertySources().addFirst(routes(environment.getProperty(ROUTES, "routes")));
    requireStoreAddress(environment.getProperty("MONGODB_URI", ""));
    Reach.of(environment).require();
    environment.getPropertySources().addLast(derived(environment));
    requireS3(environment);
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
    return name.replaceAll("\\[\\d+]|_\\d+(?=_)|_\\d+$", "")
        .replaceAll("[^A-Za-z0-9]", "")
        .toLowerCase(Locale.ROOT);
  }

  private static void refuse(String name, String source) {
    throw new InvalidSettings("There is no setting " + name + " (found in " + source + ")");
  }

  /**
   * The folder by its own name: Camel does not look behind a symbolic link. Where Kubernetes mounts
   * a ConfigMap, the files are in its folder {@code ..data}, and those beside it are links to them.
   */
  private static MapPropertySource routes(String name) {
    Path given = Path.of(name);
    if (!Files.isDirectory(given)) {
      throw new InvalidSettings(ROUTES + ": there is no folder " + name);
    }
    Path mounted = given.resolve("..data");
    Path folder = Files.isDirectory(mounted) ? mounted : given;
    try {
      return new MapPropertySource(ROUTES, Map.of(ROUTES, folder.toRealPath().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireStoreAddress(String uri) {
    try {
      if (!uri.isEmpty()) {
        new ConnectionString(uri);
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidSettings("MONGODB_URI: " + e.getMessage());
    }
  }

  /** Where files are kept there: whoever reads the settings says what is missing. */
  private static void requireS3(ConfigurableEnvironment environment) {
    if (environment.getProperty("role.files-s3", boolean.class, false)) {
      S3Settings.of(environment);
    }
  }

  private static MapPropertySource derived(ConfigurableEnvironment environment) {
    Roles roles = Roles.of(environment);
    Map<String, Object> derived = new HashMap<>();
    roles.all().forEach(role -> derived.put("role." + role.roleName(), roles.has(role)));
    derived.put("role.any", true);
    Notified notified = new Notified(environment);
    boolean mails = roles.has(Role.NOTIFIER) && notified.isByMail();
    derived.put("role.mail", mails);
    derived.put("mail.from", notified.from());
    derived.put("role.webhooks", roles.has(Role.NOTIFIER) && notified.isByWebhook());
    derived.put("role.mail-by-smtp", mails && notified.hasMailServer());
    derived.put("role.mail-to-folder", mails && !notified.hasMailServer());
    derived.put("role.api", roles.isApi());
    derived.put("role.feed", roles.isFeed());
    derived.put("feed.subprotocol", SUBPROTOCOL);
    String store = environment.getProperty(PREFIX + ".files.store", "");
    FilesSettings.STORES.forEach(
        it -> derived.put("role.files-" + it, it.equals(store) && roles.isApi()));
    derived.put("role.demo-catalogue", hasDemo(environment, roles));
    derived.put("queue.api", ownQueue("api"));
    for (String component : roles.components()) {
      String events = Role.events(component).roleName();
      derived.put("queue." + events, ownQueue(events));
    }
    return new MapPropertySource("order-bakery", derived);
  }

  private static boolean hasDemo(ConfigurableEnvironment environment, Roles roles) {
    return environment.getProperty(PREFIX + ".demo", boolean.class, false)
        && roles.has(Role.api(DemoCatalogue.COMPONENT));
  }

  private static String ownQueue(String of) {
    return of + "." + UUID.randomUUID();
  }
}

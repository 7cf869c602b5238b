package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.springframework.core.env.StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import orderbakery.broker.Replica;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

/** What a process can start with: contract.md section 5. */
class SettingsTest {
  private static final Path CONFIG = Path.of("config.json");
  private static final String ISSUER = "--bakery.security.issuer=https://issuer.example";
  private static final String AUDIENCE = "--bakery.security.audience=order-bakery";
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(BakerySettings.class)
  static class Settings {
    @Bean
    static RequiredSettings requiredSettings() {
      return PlatformConfiguration.requiredSettings();
    }

    @Bean
    Replica replica(BakerySettings settings) {
      return new PlatformConfiguration().replica(settings);
    }
  }

  @Test
  void startsWithTheFileAsItIs() {
    try (ConfigurableApplicationContext started = start(Map.of())) {
      assertThat(started.getBean(BakerySettings.class).partitions()).isEqualTo(8);
    }
  }

  @Test
  void letsTheEnvironmentOverrideTheFile() {
    Map<String, Object> environment =
        Map.of(
            "BAKERY_PARTITIONS",
            "4",
            "BAKERY_SOURCE_DATABASE",
            "log",
            "BAKERY_ROLES",
            "orders-api");

    try (ConfigurableApplicationContext started = start(environment)) {
      BakerySettings settings = started.getBean(BakerySettings.class);
      assertThat(settings.partitions()).isEqualTo(4);
      assertThat(settings.source().database()).isEqualTo("log");
      assertThat(settings.roles()).containsExactly("orders-api");
    }
  }

  @Test
  void takesWebhooksFromTheEnvironment() {
    Map<String, Object> environment =
        Map.of(
            "BAKERY_WEBHOOKS_0_URL", "https://receiver.example/hook",
            "BAKERY_WEBHOOKS_0_SECRET", SECRET,
            "BAKERY_WEBHOOKS_0_TYPES", "order.created,order.cancelled");

    try (ConfigurableApplicationContext started = start(environment)) {
      assertThat(started.getBean(BakerySettings.class).webhooks())
          .containsExactly(
              new WebhookSettings(
                  "https://receiver.example/hook",
                  SECRET,
                  Set.of("order.created", "order.cancelled")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://receiver.example, SECRET, order.created, must be an https URL",
    "https://ada:secret@receiver.example, SECRET, order.created, without a user",
    "https://receiver.example, whsec_short, order.created, must be whsec_ and 24 to 64 bytes",
    "https://receiver.example, SECRET, order.*, must be changes such as order.created",
  })
  void refusesAWebhookThatCannotBeUsed(String url, String secret, String types, String reason) {
    Throwable refusal =
        catchThrowable(
            () ->
                start(
                    Map.of(),
                    "--bakery.webhooks[0].url=" + url,
                    "--bakery.webhooks[0].secret=" + secret.replace("SECRET", SECRET),
                    "--bakery.webhooks[0].types=" + types));

    assertThat(FailedStart.reason(refusal).orElseThrow()).contains(reason).doesNotContain("short");
  }

  @Test
  void refusesAnUnknownKeyOfTheCommandLine() {
    assertThatThrownBy(() -> start(Map.of(), "--bakery.partitons=8"))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("bakery.partitons")
        .hasMessageContaining("commandLineArgs");
  }

  @Test
  void refusesAFolderOfRoutesThatIsNotThere() {
    assertThatThrownBy(() -> start(Map.of("ROUTES_DIR", "no-such-folder")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("ROUTES_DIR: there is no folder no-such-folder");
  }

  @Test
  void findsTheRoutesBehindASymbolicLink(@TempDir Path directory) throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("routes").toRealPath());

    assertThat(routesIn(link)).anyMatch(it -> it.endsWith("orders.camel.yaml"));
  }

  /** As Kubernetes mounts a ConfigMap: each file is there twice, once as a link. */
  @Test
  void findsMountedRoutesOnce(@TempDir Path directory) throws Exception {
    Path mounted = Files.createDirectories(directory.resolve("..2026_11_29").resolve("templates"));
    Files.createFile(mounted.resolveSibling("orders.camel.yaml"));
    Files.createFile(mounted.resolve("api.camel.yaml"));
    Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026_11_29"));
    for (String name : List.of("orders.camel.yaml", "templates")) {
      Files.createSymbolicLink(directory.resolve(name), Path.of("..data", name));
    }

    assertThat(routesIn(directory)).hasSize(2);
  }

  private static List<String> routesIn(Path folder) throws Exception {
    try (ConfigurableApplicationContext started = start(Map.of("ROUTES_DIR", folder.toString()));
        DefaultCamelContext camel = new DefaultCamelContext()) {
      String pattern =
          started.getEnvironment().getRequiredProperty("camel.main.routes-include-pattern");
      return PluginHelper.getPackageScanResourceResolver(camel).findResources(pattern).stream()
          .map(Resource::getLocation)
          .toList();
    }
  }

  @Test
  void namesWhatS3LacksInAProcessThatKeepsFilesThere() {
    Map<String, Object> variables = Map.of("BAKERY_FILES_STORE", "s3", "S3_BUCKET", "cakes");

    assertThatThrownBy(() -> start(variables))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("needs S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY, S3_SECRET_KEY as well");
  }

  @Test
  void asksNothingOfS3WhereNoFilesAreKept() {
    assertThat(
            start(Map.of("BAKERY_FILES_STORE", "s3"), "--bakery.roles=events-writer").isRunning())
        .isTrue();
    assertThat(start(Map.of("S3_BUCKET", "cakes")).isRunning()).isTrue();
  }

  @Test
  void refusesAnAddressOfTheStoreThatIsNone() {
    assertThatThrownBy(() -> start(Map.of("MONGODB_URI", "127.0.0.1:27017")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageStartingWith("MONGODB_URI: ");
  }

  @Test
  void refusesAnUnknownKeyOfTheEnvironment() {
    assertThatThrownBy(() -> start(Map.of("BAKERY_BROKER_BATCHSIZ", "8")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("BAKERY_BROKER_BATCHSIZ");
  }

  @Test
  void refusesAnUnknownKeyOfTheFile(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("other.json");
    String config = Files.readString(CONFIG);
    Files.writeString(file, config.replace("\"bakery\": {", "\"bakery\": {\n    \"retries\": 3,"));

    assertThatThrownBy(() -> start(Map.of("CONFIG_FILE", file.toString())))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("bakery.retries");
  }

  @ParameterizedTest
  @CsvSource({
    "bakery.partitions, 0",
    "bakery.partitions, 33",
    "bakery.roles, orders-barker",
    "bakery.roles, ''",
    "bakery.components, ''",
    "bakery.replica, 3/2",
    "bakery.replica, one",
    "bakery.currency, EURO",
    "bakery.body-limit, 1B",
    "bakery.limits.oldest-waiting, 0s",
    "bakery.limits.watch-period, 10s",
    "bakery.signal-period, 1ms",
    "bakery.source.database, presentation",
    "bakery.source.database, two words",
    "bakery.sweeps.late-events-cron, often",
    "bakery.broker.queue-type, stream",
    "bakery.broker.batch-size, 0",
    "bakery.broker.message-limit, 1KB",
    "bakery.broker.confirm-timeout, 0s",
    "bakery.http.hosts, bakery.example:443",
    "bakery.http.hosts, https://bakery.example",
    "bakery.http.origins, shop.example",
    "bakery.http.origins, https://shop.example/",
    "bakery.http.origins, *",
    "bakery.http.trusted-proxies, gateway",
    "bakery.http.trusted-proxies, 10.0.0.0/99",
    "bakery.http.request-deadline, 0s",
    "bakery.limits.requests-per-second, -1",
    "bakery.security.issuer, issuer.example",
    "bakery.security.issuer, ftp://issuer.example",
    "bakery.security.issuer, 'https://a.example,https://a.example'",
    "bakery.security.jwk-set-uri, keys.json",
    "bakery.security.audience, order-bakery",
    "bakery.notices.at-once, 0",
    "bakery.notices.at-once, 101",
    "bakery.notices.first-delay, 0s",
    "bakery.notices.first-delay, 1h",
    "bakery.retry.first-delay-millis, 0"
  })
  void refusesAValueThatCannotBe(String key, String value) {
    assertThatThrownBy(() -> start(Map.of(), "--" + key + "=" + value))
        .satisfies(
            refusal ->
                assertThat(messages(refusal))
                    .anyMatch(it -> it.contains(key + " ") || it.contains(key + ":")));
  }

  /** Whoever would come in must be known. */
  @ParameterizedTest
  @CsvSource({
    "server.address, 0.0.0.0",
    "server.address, 192.0.2.7",
    "server.address, '::'",
    "server.address, ''",
    "management.server.address, 0.0.0.0"
  })
  void bindsAWiderAddressOnlyWhereSomebodyHasSaidSo(String key, String address) {
    String wider = "--" + key + "=" + address;

    assertThatThrownBy(() -> start(Map.of(), wider))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageStartingWith(key + " ")
        .hasMessageContaining("bakery.security.issuer")
        .hasMessageContaining("bakery.security.open");
    assertThatThrownBy(() -> start(Map.of(), wider, "--bakery.security.demo=true"))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("bakery.security.demo")
        .hasMessageContaining(key);
    start(Map.of("BAKERY_SECURITY_OPEN", "true"), wider).close();
    start(Map.of(), wider, ISSUER, AUDIENCE).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1"})
  void needsNoIssuerOnLoopback(String address) {
    start(Map.of(), "--server.address=" + address, "--management.server.address=" + address)
        .close();
  }

  @Test
  void wantsToKnowForWhomTokensAre() {
    assertThatThrownBy(() -> start(Map.of(), ISSUER))
        .rootCause()
        .isInstanceOf(InvalidSettings.class)
        .hasMessageStartingWith("bakery.security.audience is missing");
  }

  @Test
  void issuesNoTokensItselfBesideAnIssuer() {
    assertThatThrownBy(() -> start(Map.of(), ISSUER, AUDIENCE, "--bakery.security.demo=true"))
        .rootCause()
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("bakery.security.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bakery.components",
        "bakery.partitions",
        "bakery.data-directory",
        "bakery.demo",
        "bakery.http",
        "bakery.http.hosts",
        "bakery.security",
        "bakery.security.open",
        "bakery.broker.confirm-timeout",
        "bakery.sweeps.late-events-cron",
        "bakery.related",
        "bakery.retry.first-delay-millis"
      })
  void namesAKeyThatTheFileLacks(String key, @TempDir Path directory) throws IOException {
    Path file = directory.resolve("other.json");
    ObjectNode config = (ObjectNode) JSON.readTree(CONFIG.toFile());
    int last = key.lastIndexOf('.');
    ((ObjectNode) config.at("/" + key.substring(0, last).replace('.', '/')))
        .remove(key.substring(last + 1));
    JSON.writeValue(file.toFile(), config);

    Throwable refusal = catchThrowable(() -> start(Map.of("CONFIG_FILE", file.toString())));

    assertThat(FailedStart.reason(refusal).orElseThrow()).contains(key).doesNotContain("\n");
  }

  @Test
  void findsEverySettingInTheFileAndNoOther() throws IOException {
    List<PropertySource<?>> loaded =
        new JsonPropertySourceLoader().load("config", new FileSystemResource(CONFIG));
    String[] names = ((EnumerablePropertySource<?>) loaded.get(0)).getPropertyNames();

    assertThat(Stream.of(names).filter(name -> name.startsWith("bakery.")))
        .containsExactlyInAnyOrderElementsOf(
            SettingsGuard.keysOf(BakerySettings.class, "bakery").toList());
  }

  private static ConfigurableApplicationContext start(
      Map<String, Object> variables, String... arguments) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    SpringApplication application = new SpringApplication(Settings.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setEnvironment(environment);
    return application.run(arguments);
  }

  private static Stream<String> messages(Throwable refusal) {
    return Stream.iterate(refusal, cause -> cause != null, Throwable::getCause)
        .map(cause -> String.valueOf(cause.getMessage()));
  }
}

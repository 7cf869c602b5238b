package orderbakery.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * Alarms and dashboard ask for metrics that there are: the table of docs/metrics.md, which {@code
 * MetricsIT} holds against a scrape. {@code scripts/test-alarms} fires each alarm.
 */
class AlarmsTest {
  private static final Path ALARMS = Path.of("docker", "prometheus", "alarms.yaml");
  private static final Path FIRED = Path.of("docker", "prometheus", "alarms-test.yaml");
  private static final Path DASHBOARD = Path.of("docker", "grafana", "order-bakery.json");
  private static final String METRIC = "\\b(up|[a-z]+(?:_[a-z0-9]+)+)\\b(?!\\s*\\()";

  /** Words of the language that look like metrics, and tags. */
  private static final Set<String> NO_METRICS =
      Set.of("group_left", "messaging_destination_name", "__rate_interval");

  @Test
  void alarmsAskForMetricsThatThereAre() {
    assertThat(alarms())
        .isNotEmpty()
        .allSatisfy(it -> assertThatMetricsExist((String) it.get("expr")));
  }

  @Test
  void testsOfAlarmsFeedMetricsThatThereAre() {
    assertThat(found(text(FIRED), "series: '([a-z0-9_]+)"))
        .isNotEmpty()
        .allSatisfy(AlarmsTest::assertThatExists);
  }

  @Test
  void dashboardAsksForMetricsThatThereAre() throws IOException {
    JsonNode dashboard = JsonMapper.builder().build().readTree(DASHBOARD.toFile());

    assertThat(dashboard.findValuesAsText("expr"))
        .hasSizeGreaterThan(20)
        .allSatisfy(AlarmsTest::assertThatMetricsExist);
  }

  /** Whoever is woken finds there what it means and what to do. */
  @Test
  void atNightTellsOfEveryAlarmAndOfNoOther() {
    Path page = Path.of("docs", "at-night.md");

    String table = text(page);
    table = table.substring(0, table.indexOf("## What a metric means"));
    assertThat(found(table, "(?m)^\\| ([A-Z]\\w+) \\| [a-z]")).isEqualTo(names());
    assertThat(found(text(ALARMS), "runbook: docs/at-night.md#([a-z-]+)"))
        .allSatisfy(
            anchor ->
                assertThat(text(page).toLowerCase(Locale.ROOT))
                    .containsPattern("(?m)^## " + anchor.replace('-', ' ') + "$"));
  }

  private static void assertThatMetricsExist(String expression) {
    assertThat(found(expression.replaceAll("\"[^\"]*\"|\\{\\{.*?}}", "\"\""), METRIC))
        .filteredOn(it -> !NO_METRICS.contains(it))
        .as(expression)
        .isNotEmpty()
        .allSatisfy(AlarmsTest::assertThatExists);
  }

  private static void assertThatExists(String metric) {
    assertThat(known())
        .as(metric)
        .anyMatch(
            it ->
                it.endsWith("*")
                    ? metric.startsWith(it.substring(0, it.length() - 1))
                    : metric.matches(it + "(_bucket|_sum|_count|_max)?"));
  }

  private static Set<String> known() {
    Set<String> known = found(text(Path.of("docs", "metrics.md")), "(?m)^\\| `([a-z0-9_]+\\*?)");
    known.add("up");
    return known;
  }

  private static Set<String> names() {
    return alarms().stream()
        .map(it -> (String) it.get("alert"))
        .collect(toCollection(TreeSet::new));
  }

  @SuppressWarnings("unchecked") // groups of rules
  private static List<Map<String, Object>> alarms() {
    Map<String, List<Map<String, Object>>> file = new Yaml().load(text(ALARMS));
    return file.get("groups").stream()
        .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
        .toList();
  }

  private static Set<String> found(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(it -> it.group(1))
        .collect(toCollection(TreeSet::new));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package orderbakery.flow;

import static java.util.stream.Collectors.toCollection;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The table of metrics holds what a scrape does, and a scrape what the table does. */
@TestPropertySource(properties = "bakery.mail.from=orders@localhost")
@DirtiesContext
class MetricsIT extends FlowTest {
  private static final Path TABLE = Path.of("docs", "metrics.md");
  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\S+) ");
  private static final Predicate<String> OURS =
      Pattern.compile("^(bakery|messaging)_").asPredicate();

  @Test
  void areAllInTheTableAndNoOthers() throws IOException {
    doWhatIsMeasured();
    Set<String> told = told();
    Set<String> ours = new TreeSet<>(told);
    ours.removeIf(name -> name.endsWith("*"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Set<String> measured = families(scrape());
              assertThat(measured.stream().filter(OURS)).containsExactlyInAnyOrderElementsOf(ours);
              assertThat(measured)
                  .filteredOn(OURS.negate())
                  .allSatisfy(name -> assertThat(told).anyMatch(it -> covers(it, name)));
              assertThat(told)
                  .filteredOn(it -> it.endsWith("*"))
                  .allSatisfy(it -> assertThat(measured).anyMatch(name -> covers(it, name)));
            });
  }

  @Test
  void haveFewValuesOfTags() {
    doWhatIsMeasured();

    assertThat(values("stage"))
        .contains("events-writer", "orders-baker", "order-events")
        .allSatisfy(it -> assertThat(it).matches("[a-z-]+"))
        .hasSizeLessThan(20);
    assertThat(values("partition")).hasSizeLessThanOrEqualTo(33);
    assertThat(values("component")).containsExactly("order", "product");
  }

  @Test
  void tellHowLongAnOrderTook() {
    doWhatIsMeasured();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              String scrape = scrape();
              assertThat(value(scrape, "bakery_until_baked_seconds_count", "order")).isPositive();
              assertThat(value(scrape, "bakery_until_notified_seconds_count", "order"))
                  .isPositive();
              assertThat(value(scrape, "messaging_process_duration_seconds_count", "orders-baker"))
                  .isPositive();
            });
  }

  private void doWhatIsMeasured() {
    try (Listening client = bakery.listen()) {
      String id = bakery.placed(anOrder().of(1, "Beans").body());
      Bakery.accepted(bakery.patch(id, Map.of("note", "soon")));
      bakery.awaitOrder(id, 2);
      bakery.listen("after=" + client.token()).close();
    }
  }

  private String scrape() {
    return management.send("GET", "/actuator/prometheus").text();
  }

  /** A largest value stands beside the histogram that it belongs to. */
  private static Set<String> families(String scrape) {
    Set<String> families =
        FAMILY.matcher(scrape).results().map(it -> it.group(1)).collect(toCollection(TreeSet::new));
    families.removeIf(
        name -> name.endsWith("_max") && families.contains(name.replaceAll("_max$", "")));
    return families;
  }

  private Set<String> values(String tag) {
    return Pattern.compile("(?m)^(?:bakery|messaging)_.*[{,]" + tag + "=\"([^\"]*)\"")
        .matcher(scrape())
        .results()
        .map(it -> it.group(1))
        .collect(toCollection(TreeSet::new));
  }

  private static double value(String scrape, String name, String tag) {
    return Pattern.compile("(?m)^" + name + "\\{.*\"" + tag + "\".*} (\\S+)$")
        .matcher(scrape)
        .results()
        .map((MatchResult it) -> Double.parseDouble(it.group(1)))
        .findFirst()
        .orElse(0.0);
  }

  private static boolean covers(String told, String name) {
    return told.endsWith("*")
        ? name.startsWith(told.substring(0, told.length() - 1))
        : told.equals(name);
  }

  private static Set<String> told() throws IOException {
    return Pattern.compile("(?m)^\\| `([a-z0-9_]+\\*?)")
        .matcher(Files.readString(TABLE))
        .results()
        .map(it -> it.group(1))
        .collect(toCollection(TreeSet::new));
  }
}

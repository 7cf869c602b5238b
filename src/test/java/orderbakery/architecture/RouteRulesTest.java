package orderbakery.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import orderbakery.architecture.RouteFiles.Step;
import org.junit.jupiter.api.Test;

/** The rules of the folder {@code routes}. Camel itself would start with most of these faults. */
class RouteRulesTest {
  private static final List<String> OUTSIDE =
      List.of("spring-rabbitmq:", "timer:", "quartz:", "websocket-jsr356:");
  private static final Set<String> LANGUAGES_OF_SCRIPTS =
      Set.of("groovy", "js", "java", "joor", "python", "mvel", "ognl", "spel", "csimple");
  private static final Set<String> CUTS_THE_CHAIN =
      Set.of("wireTap", "threads", "aggregate", "resequence", "multicast", "loop");

  private static final List<String> COMPONENTS = Settings.list("bakery.components");

  private final RouteFiles files = new RouteFiles(Path.of("routes"));

  @Test
  void hasTheseStagesForEveryComponent() {
    for (String component : COMPONENTS) {
      Set<Object> stages =
          files.allWritten("templatedRoute").stream()
              .filter(it -> it.get("parameters").toString().contains("value=" + component + "}"))
              .map(it -> it.get("routeTemplateRef"))
              .collect(toSet());

      assertThat(stages)
          .as(component)
          .contains(
              "submit-command",
              "list",
              "read",
              "read-history",
              "attach-file",
              "read-file",
              "execute-events",
              "execute-backlog",
              "signal-partitions",
              "bake",
              "present",
              "deliver-frames",
              "serve-clients",
              "work-off-jobs",
              "sample",
              "sweep-late-events",
              "sweep-missing-presentations",
              "sweep-orphaned-presentations",
              "sweep-files",
              "sweep-missing-files");
    }
  }

  /** Of one the configuration makes a route for each receiver that the settings name. */
  @Test
  void usesEveryTemplate() {
    assertThat(files.allWritten("templatedRoute"))
        .extracting(it -> it.get("routeTemplateRef"))
        .containsAll(
            files.allWritten("routeTemplate").stream()
                .map(it -> it.get("id"))
                .filter(id -> !id.equals("deliver-webhook"))
                .toList());
  }

  /** What a template says of a component, it says by its parameters. */
  @Test
  void namesNoComponentInATemplate() {
    for (String component : COMPONENTS) {
      assertThat(files.allWritten("routeTemplate"))
          .allSatisfy(
              it ->
                  assertThat(it.toString())
                      .doesNotContainPattern("(?<! )\\b" + component + "s?\\b"));
    }
  }

  @Test
  void describesEveryRouteAndGivesItARole() {
    assertThat(files.all("route"))
        .allSatisfy(
            route -> {
              assertThat(route).containsKey("description");
              assertThat((String) route.get("precondition")).matches("\\{\\{role\\.[a-z0-9-]+}}");
            });
  }

  @Test
  void namesEveryStepOnce() {
    assertThat(files.steps())
        .allSatisfy(step -> assertThat(step.id()).as(step.toString()).isNotNull());
    assertThat(files.ids()).doesNotHaveDuplicates();
  }

  @Test
  void saysOfEveryRouteWhatHappensWhenAStepFails() {
    Set<Object> configurations =
        files.all("routeConfiguration").stream().map(it -> it.get("id")).collect(toSet());

    assertThat(files.all("route"))
        .allSatisfy(
            route ->
                assertThat(configurations)
                    .as(route.get("id").toString())
                    .contains(route.get("routeConfigurationId")));
  }

  @Test
  void callsNoDirectRouteThatIsNotThere() {
    Set<String> consumers =
        files.all("route").stream()
            .map(route -> (String) RouteFiles.from(route).get("uri"))
            .collect(toSet());
    Stream<String> called = files.steps().stream().map(Step::uri);
    Stream<String> calledByRest =
        Arrays.stream(files.text().split("\n"))
            .map(String::strip)
            .filter(line -> line.startsWith("to: direct:"))
            .map(line -> line.substring("to: ".length()));

    assertThat(
            Stream.concat(called, calledByRest)
                .filter(uri -> uri != null && uri.startsWith("direct:")))
        .isNotEmpty()
        .allSatisfy(uri -> assertThat(consumers).contains(uri));
  }

  @Test
  void leavesErrorsOfASubRouteToItsCaller() {
    Set<String> calledByRoutes =
        files.steps().stream().map(Step::uri).filter(uri -> uri != null).collect(toSet());

    assertThat(files.all("route"))
        .filteredOn(route -> calledByRoutes.contains((String) RouteFiles.from(route).get("uri")))
        .filteredOn(route -> startsFrom(route, "direct:"))
        .isNotEmpty()
        .allSatisfy(
            route ->
                assertThat(route).containsEntry("routeConfigurationId", "leave-it-to-the-caller"));
  }

  @Test
  void writesParametersAsParameters() {
    assertThat(files.text().lines().filter(line -> line.matches("\\s*uri: .*\\?.*"))).isEmpty();
  }

  @Test
  void cutsNoChainBetweenAConsumerAndItsWrite() {
    assertThat(files.steps()).extracting(Step::kind).doesNotContainAnyElementsOf(CUTS_THE_CHAIN);
    assertThat(files.text()).doesNotContain("seda:", "asyncConsumer");
    assertThat(files.all("route"))
        .filteredOn(route -> !startsFrom(route, "timer:"))
        .allSatisfy(route -> assertThat(route.toString()).doesNotContain("parallelProcessing"));
  }

  /** Where nothing is acknowledged parts may go side by side: so many, and the clock waits. */
  @Test
  void endsWhatGoesSideBySideBeforeTheNextTime() {
    assertThat(files.steps())
        .filteredOn(step -> step.body().containsKey("parallelProcessing"))
        .isNotEmpty()
        .allSatisfy(
            step ->
                assertThat(step.body())
                    .containsEntry("synchronous", "true")
                    .containsKey("executorService"));
  }

  /** What the store's client says holds for all; a step that says otherwise would not be heard. */
  @Test
  void leavesConcernsToTheClientOfTheStore() {
    assertThat(files.text()).doesNotContain("writeConcern", "readPreference");
  }

  /** Each costs time at every order, and a reader's patience. */
  @Test
  void takesFewStepsFromRequestToFrame() {
    int toTheBroker = stepsUntil("publish-command", "submit-order-command");
    int toTheFrame =
        toTheBroker
            + stepsUntil("publish-signals", "write-events")
            + stepsUntil("publish-facts", "execute-order-events")
            + stepsUntil("publish-frames", "bake-orders")
            + stepsUntil("send-to-all", "deliver-order-frames");

    assertThat(toTheBroker).isLessThanOrEqualTo(8);
    assertThat(toTheFrame).isLessThanOrEqualTo(40);
  }

  private int stepsUntil(String last, String route) {
    List<String> ids = files.steps(route).stream().map(Step::id).toList();
    List<String> upTo = ids.stream().takeWhile(id -> !id.endsWith(last)).toList();
    assertThat(upTo).as(route).hasSizeBetween(1, ids.size() - 1);
    return upTo.size() + 1;
  }

  @Test
  void hasNoScript() {
    assertThat(files.steps())
        .allSatisfy(
            step ->
                assertThat(step.body().keySet()).doesNotContainAnyElementsOf(LANGUAGES_OF_SCRIPTS));
  }

  @Test
  void namesNoHost() {
    assertThat(files.text())
        .doesNotContain("localhost", "http://")
        .doesNotContainPattern("\\d+\\.\\d+\\.\\d+\\.\\d+");
  }

  @Test
  void beginsOutsideOnlyWhereTheContractSays() {
    assertThat(files.all("route"))
        .filteredOn(route -> !startsFrom(route, "direct:"))
        .allSatisfy(route -> assertThat(OUTSIDE).anyMatch(scheme -> startsFrom(route, scheme)));
  }

  private static boolean startsFrom(Map<String, Object> route, String scheme) {
    return ((String) RouteFiles.from(route).get("uri")).startsWith(scheme);
  }
}

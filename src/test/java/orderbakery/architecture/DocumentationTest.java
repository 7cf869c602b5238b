package orderbakery.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orderbakery.architecture.Pages.Link;
import orderbakery.architecture.Pages.Row;
import org.junit.jupiter.api.Test;

/** The pages name only what exists, and leave out no route and no setting. */
class DocumentationTest {
  private static final Path ROUTES = Path.of("docs", "routes.md");
  private static final Path SETTINGS = Path.of("docs", "settings.md");
  private static final Path ONE_ORDER = Path.of("docs", "one-order.md");
  private static final Pages PAGES =
      Pages.of(
              Path.of("README.md"),
              Path.of("CONTRIBUTING.md"),
              Path.of("CHANGELOG.md"),
              Path.of("SECURITY.md"),
              ROUTES,
              SETTINGS,
              ONE_ORDER,
              Path.of("docs", "api-by-example.md"),
              Path.of("docs", "failures.md"),
              Path.of("docs", "figures.md"),
              Path.of("docs", "glossary.md"),
              Path.of("docs", "promises.md"),
              Path.of("docs", "running.md"),
              Path.of("docs", "watching.md"))
          .with(Path.of("docs", "decisions"));

  private static final String KEY = "(bakery|server|management)\\.[a-z][a-z0-9.-]*";
  private static final String VARIABLE = "[A-Z][A-Z0-9]*(_[A-Z0-9]+)+";
  private static final String WORD = "[a-z0-9]+(-[a-z0-9]+)+";
  private static final String PLACE = "\\.?[a-z][a-z0-9]+/[A-Za-z0-9._/-]*";
  private static final String FILE = "[A-Za-z0-9.-]+\\.(md|json|jsonl|xml|yaml|java)";
  private static final String TYPE = "[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(\\.[A-Z_]+)?";
  private static final String FACT = "[a-z]+([A-Z][a-z]+){2,}";
  private static final String PACKAGE = "orderbakery(\\.[a-z]+)+";
  private static final Set<String> OF_THE_PRODUCT = Set.of("bakery", "server", "management");

  private final Map<String, String> settings = Settings.all();

  /** Of the components the first stands for all: the routes of another are named alike. */
  @Test
  void tellsOfEveryRouteAndOfNoOther() {
    RouteFiles files = new RouteFiles(Path.of("routes"));
    List<String> components = Settings.list("bakery.components");
    List<String> others = components.subList(1, components.size());
    Set<Object> alike =
        files.allWritten("templatedRoute").stream()
            .filter(
                it ->
                    others.stream()
                        .anyMatch(
                            other ->
                                it.get("parameters").toString().contains("value=" + other + "}")))
            .map(it -> it.get("routeId"))
            .collect(toSet());

    assertThat(Pages.of(ROUTES).rows("By role"))
        .extracting(Row::name)
        .containsExactlyInAnyOrderElementsOf(
            files.all("route").stream()
                .map(route -> (String) route.get("id"))
                .filter(id -> !alike.contains(id))
                .toList());
  }

  @Test
  void tellsOfEverySettingWithItsDefault() {
    Map<String, String> told = new TreeMap<>();
    Pages.of(SETTINGS).rows("Keys").stream()
        .filter(row -> row.name().matches(KEY))
        .forEach(row -> told.put(row.name(), row.second()));

    Map<String, String> ours = new TreeMap<>(settings);
    ours.keySet().removeIf(key -> !OF_THE_PRODUCT.contains(key.substring(0, key.indexOf('.'))));
    assertThat(told).isEqualTo(ours);
  }

  @Test
  void namesOnlySettingsThatExist() {
    assertThat(PAGES.names(KEY)).isNotEmpty().allMatch(settings::containsKey);
  }

  @Test
  void namesOnlyVariablesThatSomethingReads() {
    String readers = Pages.textOf("config.json", "src/main/resources", "scripts", "docker");
    Set<String> relaxed =
        settings.keySet().stream().map(DocumentationTest::variable).collect(toSet());

    assertThat(PAGES.names(VARIABLE))
        .isNotEmpty()
        .allMatch(name -> relaxed.contains(name) || hasWord(readers, name));
  }

  @Test
  void namesOnlyRoutesStepsRoomsAndRolesThatExist() {
    String sources =
        Pages.textOf("config.json", "pom.xml", "routes", "docker", "scripts", "src/main");

    assertThat(PAGES.names(WORD)).isNotEmpty().allMatch(name -> hasWord(sources, name));
  }

  @Test
  void namesOnlyFilesAndFoldersThatExist() {
    Set<String> files =
        Stream.of("config.json", "pom.xml", "README.md", "CHANGELOG.md", "src", "routes", "demo")
            .map(Path::of)
            .flatMap(Pages::tree)
            .map(file -> file.getFileName().toString())
            .collect(toSet());

    assertThat(PAGES.names(PLACE))
        .filteredOn(place -> !place.startsWith("application/"))
        .isNotEmpty()
        .allMatch(DocumentationTest::exists);
    assertThat(PAGES.names(FILE)).isNotEmpty().allMatch(files::contains);
    assertThat(PAGES.inBlocks("\\b((?:scripts|docker)/[a-zA-Z.-]+)"))
        .isNotEmpty()
        .allMatch(DocumentationTest::exists);
  }

  @Test
  void namesOnlyTypesAndPackagesThatExist() {
    List<Path> sources = Pages.tree(Path.of("src")).toList();
    Set<String> types =
        sources.stream()
            .map(file -> file.getFileName().toString().replaceAll("\\.java$", ""))
            .collect(toSet());

    String routes = Pages.textOf("routes"); // the headers that they set look like types
    String answers = Pages.textOf("src/main/java/orderbakery/api"); // and those of answers
    assertThat(PAGES.names(TYPE))
        .filteredOn(name -> !routes.contains("name: " + name + "\n"))
        .filteredOn(name -> !answers.contains(".with(\"" + name + "\","))
        .isNotEmpty()
        .allMatch(name -> types.contains(name.replaceAll("\\..*", "")));
    assertThat(PAGES.inBlocks("-D(?:it\\.)?test=([A-Z]\\w+)"))
        .isNotEmpty()
        .allMatch(types::contains);
    assertThat(PAGES.names(PACKAGE))
        .isNotEmpty()
        .allMatch(name -> exists("src/main/java/" + name.replace('.', '/')));
  }

  @Test
  void namesOnlyTestsThatExist() {
    String tests = Pages.textOf("src/test/java");

    assertThat(PAGES.names(FACT)).isNotEmpty().allMatch(name -> hasWord(tests, name));
  }

  @Test
  void linksOnlyToPagesAndHeadingsThatExist() {
    assertThat(PAGES.links())
        .isNotEmpty()
        .allMatch(link -> Files.exists(link.target()))
        .allMatch(link -> link.heading().isEmpty() || headings(link).contains(link.heading()));
  }

  /** A trace cuts the names of routes to twelve letters. */
  @Test
  void followsOneOrderThroughRoutesThatExist() {
    Set<String> files =
        Pages.tree(Path.of("routes")).map(it -> it.getFileName().toString()).collect(toSet());
    List<String> ids = new RouteFiles(Path.of("routes")).ids();
    Pages page = Pages.of(ONE_ORDER);

    assertThat(page.inBlocks("([a-z-]+\\.camel\\.yaml):")).isNotEmpty().allMatch(files::contains);
    assertThat(page.inBlocks("yaml:[0-9]+ [-* >]*\\[([a-z-]+) *]"))
        .isNotEmpty()
        .allMatch(route -> ids.stream().anyMatch(id -> id.startsWith(route)));
  }

  private static Set<String> headings(Link link) {
    return Pages.of(link.target()).headings();
  }

  private static boolean exists(String place) {
    return Files.exists(Path.of(place));
  }

  /** Whether it occurs, and not as a part of a longer name. */
  private static boolean hasWord(String text, String word) {
    return Pattern.compile("(?<![\\w-])" + word + "(?![\\w-])").matcher(text).find();
  }

  /** The environment variable of a key, by Spring's relaxed binding. */
  private static String variable(String key) {
    return key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}

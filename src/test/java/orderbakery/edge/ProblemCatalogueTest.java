package orderbakery.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static orderbakery.fixtures.Requests.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orderbakery.fixtures.Described;
import org.junit.jupiter.api.Test;

/** The catalogue, the contract and the code name the same types of problems. */
class ProblemCatalogueTest {
  private static final Pattern MADE = Pattern.compile("new Problem\\(\\s*([^,]*?),\\s*([^,]*?),");
  private static final Pattern OF_THE_GATEWAY =
      Pattern.compile(
          "\\{\"type\":\"([^\"]*)\",\"title\":\"([^\"]*)\",\"status\":([0-9]*),\"detail\"");

  private final ProblemCatalogue catalogue = Described.problems();

  /** The contract may name types that nothing answers yet. */
  @Test
  void explainsNoTypeThatTheContractDoesNotName() throws IOException {
    String contract = Files.readString(Path.of("docs", "contract.md"));
    Set<String> types = new TreeSet<>();
    Pattern.compile("(?m)^\\| ([45][0-9 ,0-9]*) \\| (.*) \\|$")
        .matcher(contract)
        .results()
        .flatMap(row -> Pattern.compile("`([a-z]+(?:-[a-z]+)*)`").matcher(row.group(2)).results())
        .forEach(found -> types.add("/problems/" + found.group(1)));

    assertThat(catalogue.entries()).extracting(ProblemCatalogue.Entry::type).isSubsetOf(types);
  }

  @Test
  void explainsEveryTypeThatTheCodeMakesAndNoOther() {
    Set<String> types =
        made().stream()
            .flatMap(
                it ->
                    Described.COMPONENTS.stream()
                        .map(component -> "/problems/" + evaluated(it.group(1), component)))
            .collect(toSet());

    assertThat(catalogue.entries())
        .extracting(ProblemCatalogue.Entry::type)
        .containsExactlyInAnyOrderElementsOf(types);
  }

  @Test
  void hasTheTitlesOfTheCode() {
    Map<String, String> titles =
        catalogue.entries().stream()
            .collect(toMap(ProblemCatalogue.Entry::type, ProblemCatalogue.Entry::title));

    assertThat(made())
        .isNotEmpty()
        .allSatisfy(
            it ->
                assertThat(Described.COMPONENTS)
                    .allSatisfy(
                        component ->
                            assertThat(evaluated(it.group(2), component))
                                .isEqualTo(
                                    titles.get("/problems/" + evaluated(it.group(1), component)))));
  }

  @Test
  void hasTheTypesTitlesAndStatusesOfTheGateway() throws IOException {
    String gateway = Files.readString(Path.of("docker", "gateway", "nginx.conf"));

    assertThat(OF_THE_GATEWAY.matcher(gateway).results())
        .hasSize(9)
        .allSatisfy(
            it ->
                assertThat(catalogue.entries())
                    .anySatisfy(
                        entry -> {
                          assertThat(entry.type()).isEqualTo(it.group(1));
                          assertThat(entry.title()).isEqualTo(it.group(2));
                          assertThat(entry.statuses()).contains(Integer.valueOf(it.group(3)));
                        }));
  }

  @Test
  void answersWithOneEntry() {
    assertThat(new String(catalogue.explain(named("type", "not-found")).body(), UTF_8))
        .startsWith("{\"type\":\"/problems/not-found\",\"title\":")
        .contains("\"statuses\":[404]", "\"meaning\":", "\"remedy\":");
  }

  @Test
  void knowsNoOtherType() {
    assertThatThrownBy(() -> catalogue.explain(named("type", "unknown")))
        .isInstanceOfSatisfying(
            RefusedRequest.class,
            refused -> assertThat(refused.getProblem()).isEqualTo(Problems.notFound()));
  }

  /** Where the code makes a problem: the first group is its type, the second its title. */
  private static List<MatchResult> made() {
    String code =
        sources().filter(text -> !text.contains("record Problem(")).collect(joining("\n"));
    List<MatchResult> made = MADE.matcher(code).results().toList();
    assertThat(code.split("new Problem\\(", -1)).hasSize(made.size() + 1);
    return made;
  }

  /** The text of an expression of literals and the name of a component. */
  private static String evaluated(String expression, String component) {
    StringBuilder text = new StringBuilder();
    for (String operand : expression.split("\\+", -1)) {
      String name = operand.strip();
      text.append(name.startsWith("\"") ? name.substring(1, name.length() - 1) : component);
    }
    return text.toString();
  }

  private static Stream<String> sources() {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream()
          .map(ProblemCatalogueTest::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package orderbakery.architecture;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages that explain the project, and what they name. */
final class Pages {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]*) \\|.*\\|$");

  /** A row of a table that begins with a name in backticks; the second cell without any. */
  record Row(String name, String second) {}

  /** A link from one page to another place of the project, and to a heading there or none. */
  record Link(Path page, Path target, String heading) {
    private static Link of(Path page, String written) {
      String[] parts = written.split("#", 2);
      Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
      return new Link(page, target, parts.length == 1 ? "" : parts[1]);
    }
  }

  private final List<Path> files;

  private Pages(List<Path> files) {
    this.files = files;
  }

  static Pages of(Path... files) {
    return new Pages(List.of(files));
  }

  /** These pages and all under a folder. */
  Pages with(Path folder) {
    return new Pages(
        Stream.concat(files.stream(), tree(folder).filter(it -> it.toString().endsWith(".md")))
            .toList());
  }

  /** What stands in backticks within the text, and matches as a whole. */
  List<String> names(String pattern) {
    return files.stream()
        .map(Pages::read)
        .map(text -> FENCE.matcher(text).replaceAll(""))
        .flatMap(text -> SPAN.matcher(text).results())
        .map(found -> found.group(1))
        .filter(name -> name.matches(pattern))
        .distinct()
        .toList();
  }

  /** What matches within the blocks of commands and samples; the first group. */
  List<String> inBlocks(String pattern) {
    return files.stream()
        .map(Pages::read)
        .flatMap(text -> FENCE.matcher(text).results())
        .map(MatchResult::group)
        .flatMap(block -> Pattern.compile(pattern).matcher(block).results())
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  /** The rows of a section that begin with a name, from its heading to the next. */
  List<Row> rows(String heading) {
    return files.stream()
        .map(Pages::read)
        .flatMap(text -> Pattern.compile("(?m)^## ").splitAsStream(text))
        .filter(section -> section.startsWith(heading + "\n"))
        .flatMap(section -> ROW.matcher(section).results())
        .map(row -> new Row(row.group(1), row.group(2).replace("`", "")))
        .toList();
  }

  List<Link> links() {
    return files.stream()
        .flatMap(
            page -> LINK.matcher(read(page)).results().map(found -> Link.of(page, found.group(1))))
        .toList();
  }

  /** The headings, as links name them. */
  Set<String> headings() {
    return files.stream()
        .map(Pages::read)
        .map(text -> FENCE.matcher(text).replaceAll(""))
        .flatMap(text -> HEADING.matcher(text).results())
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
        .collect(toSet());
  }

  /** The text of every file of these folders and files. */
  static String textOf(String... places) {
    return Stream.of(places)
        .map(Path::of)
        .flatMap(Pages::tree)
        .map(Pages::read)
        .collect(joining("\n"));
  }

  /** The files of a folder and all below it, or the file itself. */
  static Stream<Path> tree(Path place) {
    try (Stream<Path> found = Files.walk(place)) {
      return found.filter(Files::isRegularFile).toList().stream();
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

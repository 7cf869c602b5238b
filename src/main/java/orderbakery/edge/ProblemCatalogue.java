package orderbakery.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;

/** What each type of problem means, and what to do about it: the table of contract.md section 1. */
public final class ProblemCatalogue {
  private static final String FILE = "problem-types.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * An entry.
   *
   * @param type as it stands in a problem: {@code /problems/not-found}
   * @param statuses the HTTP statuses that the type comes with
   */
  public record Entry(
      String type, String title, List<Integer> statuses, String meaning, String remedy) {}

  private final List<Entry> entries;

  /** The catalogue of what these components answer. */
  public ProblemCatalogue(List<String> components) {
    this.entries = MergedPage.list(FILE, components, Entry.class);
  }

  /** All entries: what is common, then what each component has. */
  public List<Entry> entries() {
    return entries;
  }

  /**
   * The entry of the type that the path names: {@code invalid-order}.
   *
   * @throws RefusedRequest 404 when there is no such type
   */
  public Answer explain(HttpRequest request) {
    String wanted = "/problems/" + request.variables().get("type");
    Entry found =
        entries.stream()
            .filter(entry -> entry.type().equals(wanted))
            .findFirst()
            .orElseThrow(() -> new RefusedRequest(Problems.notFound()));
    try {
      return Answer.of(200).withJson(JSON.writeValueAsBytes(found));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package orderbakery.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What each type of problem means, and what to do about it: the table of contract.md section 1. */
public final class ProblemCatalogue {
  private static final String FILE = "/problem-types.json";
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

  public ProblemCatalogue() {
    try (InputStream file = ProblemCatalogue.class.getResourceAsStream(FILE)) {
      this.entries = JSON.readValue(Objects.requireNonNull(file, FILE), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All entries, in the order of the contract. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /**
   * The entry of a type as JSON.
   *
   * @param headers of the request, the path's {@code type} among them: {@code invalid-order}
   * @throws RefusedRequest 404 when there is no such type
   */
  public String explain(Map<String, Object> headers) {
    String wanted = "/problems/" + headers.get("type");
    Entry found =
        entries.stream()
            .filter(entry -> entry.type().equals(wanted))
            .findFirst()
            .orElseThrow(() -> new RefusedRequest(Problems.notFound()));
    try {
      return JSON.writeValueAsString(found);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

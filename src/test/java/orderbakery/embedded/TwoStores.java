package orderbakery.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.Document;

/** The same collection in a store to trust and in the embedded one. */
record TwoStores(MongoCollection<Document> trusted, MongoCollection<Document> embedded) {

  void prepare(Consumer<MongoCollection<Document>> preparation) {
    preparation.accept(trusted);
    preparation.accept(embedded);
  }

  /** Does the same to both and fails at the first difference, in an outcome or at the end. */
  void compare(String run, int operations, Supplier<Operation> source) {
    for (int i = 0; i < operations; i++) {
      Operation operation = source.get();
      String expected = operation.outcomeOn(trusted);
      String actual = operation.outcomeOn(embedded);
      assertThat(actual)
          .as("%s, operation %d: %s", run, i, operation.description())
          .isEqualTo(expected);
    }
    compareContents(run, contents(trusted), contents(embedded));
  }

  private static void compareContents(String run, List<String> expected, List<String> actual) {
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      assertThat(actual.get(i)).as("%s, stored document %d", run, i).isEqualTo(expected.get(i));
    }
    assertThat(actual).as("%s, what is stored", run).hasSameSizeAs(expected);
  }

  private static List<String> contents(MongoCollection<Document> collection) {
    return collection
        .find()
        .sort(Sorts.ascending("_id"))
        .map(Document::toJson)
        .into(new ArrayList<>());
  }
}

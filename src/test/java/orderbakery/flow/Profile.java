package orderbakery.flow;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.regex;
import static java.util.stream.Collectors.toCollection;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.Document;

/** How a real mongod carries out what it is asked while this is open: its plans, by its profile. */
final class Profile implements AutoCloseable {
  /** Of an index that the operation names. */
  static final String NAMED = ", as it asks";

  private static final String COLLECTION = "system.profile";
  private static final long BYTES = 64L * 1024 * 1024;
  private static final int OF_ALL = 2;
  private static final int OF_NONE = 0;

  private final List<MongoDatabase> databases;

  Profile(Stored stored) {
    databases = List.of(stored.source(), stored.presentation());
    for (MongoDatabase database : databases) {
      setLevel(database, OF_NONE);
      database.getCollection(COLLECTION).drop();
      database.createCollection(
          COLLECTION, new CreateCollectionOptions().capped(true).sizeInBytes(BYTES));
      setLevel(database, OF_ALL);
    }
  }

  private static void setLevel(MongoDatabase database, int level) {
    database.runCommand(new Document("profile", level));
  }

  /** {@code query source.events by IXSCAN { entityId: 1, sequence: 1 }}. */
  Set<String> plans() {
    return databases.stream()
        .flatMap(Profile::planned)
        .map(Profile::told)
        .collect(toCollection(TreeSet::new));
  }

  private static Stream<Document> planned(MongoDatabase database) {
    return StreamSupport.stream(
        database
            .getCollection(COLLECTION)
            .find(and(exists("planSummary"), regex("ns", "^(?!.*system\\.profile$)")))
            .spliterator(),
        false);
  }

  private static String told(Document operation) {
    Document command = operation.get("command", new Document());
    Document sort = command.get("sort", new Document());
    return operation.getString("op")
        + " "
        + operation.getString("ns").replaceFirst("-[0-9a-f]{8}\\.", ".")
        + " "
        + fields(command.get("filter", command.get("q", new Document())))
        + (sort.isEmpty() ? "" : " in the order of " + sort.keySet())
        + " by "
        + operation.getString("planSummary")
        + (command.containsKey("hint") ? NAMED : "")
        + (operation.getBoolean("hasSortStage", false) ? ", sorted in memory" : "");
  }

  /** The fields that it asks about. */
  private static Set<String> fields(Document filter) {
    Set<String> fields = new TreeSet<>();
    filter.forEach(
        (field, condition) -> {
          if (field.startsWith("$")) {
            ((List<?>) condition).forEach(it -> fields.addAll(fields((Document) it)));
          } else {
            fields.add(field);
          }
        });
    return fields;
  }

  @Override
  public void close() {
    databases.forEach(it -> setLevel(it, OF_NONE));
  }
}

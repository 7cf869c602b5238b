package orderbakery.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.bson.Document;

/** Writes to a store for ever and prints each id once its insert was acknowledged. */
final class WritesToStore {
  private static final int WRITERS = 3;

  private WritesToStore() {}

  /** Takes the directory of the store and what the ids begin with. */
  public static void main(String[] arguments) {
    EmbeddedStore store = EmbeddedStore.open(Path.of(arguments[0]), 0);
    MongoClient client = MongoClients.create(store.connectionString());
    MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
    IntStream.range(0, WRITERS)
        .mapToObj(writer -> arguments[1] + "-" + writer + "-")
        .forEach(name -> new Thread(() -> write(things, name)).start());
  }

  private static void write(MongoCollection<Document> things, String name) {
    for (int i = 0; true; i++) {
      Document thing = new Document("_id", name + i).append("text", "x".repeat(400));
      things.insertOne(thing);
      System.out.println("acknowledged " + name + i);
    }
  }
}

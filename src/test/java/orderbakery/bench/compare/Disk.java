package orderbakery.bench.compare;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;

/**
 * Bytes on disk at a time.
 *
 * @param collections of the databases of Order Bakery, by {@code database.collection}
 * @param oplog MongoDB's log of its own writes, which every replica set has
 * @param oplogAtMost how large MongoDB lets it grow
 * @param broker all files of RabbitMQ
 */
record Disk(Map<String, Collection> collections, long oplog, long oplogAtMost, long broker) {

  /**
   * A collection.
   *
   * @param documents how many
   * @param data of the documents, compressed
   * @param indexes of each index, by name
   */
  record Collection(long documents, long data, Map<String, Long> indexes) {
    /** One that is made later. */
    static final Collection NONE = new Collection(0, 0, Map.of());

    long all() {
      return data + indexes.values().stream().mapToLong(it -> it).sum();
    }
  }

  /** Now. */
  static Disk now(MongoClient store, List<String> databases, Path broker) throws IOException {
    Map<String, Collection> collections = new LinkedHashMap<>();
    for (String name : databases) {
      MongoDatabase database = store.getDatabase(name);
      for (String collection : database.listCollectionNames()) {
        collections.put(
            name.substring(name.indexOf('-') + 1) + "." + collection,
            collection(statistics(database, collection)));
      }
    }
    Document oplog = statistics(store.getDatabase("local"), "oplog.rs");
    return new Disk(
        collections, number(oplog, "storageSize"), number(oplog, "maxSize"), sizeOf(broker));
  }

  /** Documents and indexes of all collections of a database. */
  long of(String database) {
    return collections.entrySet().stream()
        .filter(it -> it.getKey().startsWith(database + "."))
        .mapToLong(it -> it.getValue().all())
        .sum();
  }

  private static Document statistics(MongoDatabase database, String collection) {
    return database.runCommand(new Document("collStats", collection));
  }

  private static Collection collection(Document statistics) {
    Document sizes = statistics.get("indexSizes", Document.class);
    Map<String, Long> indexes = new LinkedHashMap<>();
    sizes.keySet().forEach(it -> indexes.put(it, number(sizes, it)));
    return new Collection(number(statistics, "count"), number(statistics, "storageSize"), indexes);
  }

  private static long number(Document document, String field) {
    return document.get(field, Number.class).longValue();
  }

  /** Files that are deleted meanwhile do not count. */
  private static long sizeOf(Path folder) throws IOException {
    AtomicLong bytes = new AtomicLong();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes.addAndGet(attributes.size());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes.get();
  }
}

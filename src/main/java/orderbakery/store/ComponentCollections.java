package orderbakery.store;

import com.mongodb.client.MongoCollection;
import orderbakery.log.Partitions;
import org.bson.Document;

/**
 * Where one component is kept: its events, its source, its presentation.
 *
 * @param component its name in the log
 */
public record ComponentCollections(
    String component,
    MongoCollection<Document> events,
    MongoCollection<Document> entities,
    MongoCollection<Document> presentations,
    Partitions partitions) {}

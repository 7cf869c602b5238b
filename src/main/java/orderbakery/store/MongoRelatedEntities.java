package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import orderbakery.execute.Entity;
import orderbakery.related.RelatedEntities;
import orderbakery.related.Relation;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/** The sources of two components of which one follows the other. */
public final class MongoRelatedEntities implements RelatedEntities {
  private static final Bson WITHOUT_OUTCOMES = exclude("outcomes");

  /** What is made of so many takes ten times that of the heap. */
  private static final long MOST_BYTES = 4L * 1024 * 1024;

  private final Relation relation;
  private final MongoCollection<Document> leaders;
  private final MongoCollection<Document> followers;

  public MongoRelatedEntities(
      Relation relation, MongoCollection<Document> leaders, MongoCollection<Document> followers) {
    this.relation = relation;
    this.leaders = leaders;
    this.followers = followers;
  }

  @Override
  public Relation relation() {
    return relation;
  }

  @Override
  public Page leaders(Collection<String> ids, String behind) {
    return page(leaders, ids, behind);
  }

  @Override
  public Page followers(Collection<String> ids, String behind) {
    return page(followers, ids, behind);
  }

  @Override
  public Page naming(String leaderId, String behind, int limit) {
    return page(followers, eq(relation.rules().reference(), leaderId), behind, limit);
  }

  private static Page page(
      MongoCollection<Document> collection, Collection<String> ids, String behind) {
    return ids.isEmpty()
        ? new Page(List.of(), true)
        : page(collection, in("_id", ids), behind, Integer.MAX_VALUE);
  }

  private static Page page(
      MongoCollection<Document> collection, Bson meant, String behind, int limit) {
    ByteBudget budget = new ByteBudget(MOST_BYTES);
    List<Entity> found = new ArrayList<>();
    try (MongoCursor<RawBsonDocument> documents =
        collection
            .find(behind == null ? meant : and(meant, gt("_id", behind)), RawBsonDocument.class)
            .projection(WITHOUT_OUTCOMES)
            .sort(ascending("_id"))
            .limit(limit)
            .iterator()) {
      while (!budget.isSpent() && documents.hasNext()) {
        found.add(EntityDocuments.read(budget.decode(documents.next())));
      }
    }
    return new Page(found, found.size() < limit && !budget.isSpent());
  }
}

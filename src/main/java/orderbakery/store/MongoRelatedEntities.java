package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orderbakery.execute.Entity;
import orderbakery.related.RelatedEntities;
import orderbakery.related.Relation;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The sources of two components of which one follows the other. */
public final class MongoRelatedEntities implements RelatedEntities {
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
  public Map<String, Entity> leaders(Collection<String> ids) {
    return byId(leaders, ids);
  }

  @Override
  public Map<String, Entity> followers(Collection<String> ids) {
    return byId(followers, ids);
  }

  @Override
  public List<Entity> naming(String leaderId, String behind, int limit) {
    Bson named = eq(relation.rules().reference(), leaderId);
    return followers
        .find(behind == null ? named : and(named, gt("_id", behind)))
        .sort(ascending("_id"))
        .limit(limit)
        .map(EntityDocuments::read)
        .into(new ArrayList<>());
  }

  private static Map<String, Entity> byId(
      MongoCollection<Document> collection, Collection<String> ids) {
    Map<String, Entity> found = new HashMap<>();
    if (!ids.isEmpty()) {
      for (Document document : collection.find(in("_id", ids))) {
        Entity entity = EntityDocuments.read(document);
        found.put(entity.id(), entity);
      }
    }
    return found;
  }
}

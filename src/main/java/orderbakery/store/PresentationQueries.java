package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orderbakery.api.Cursor;
import orderbakery.api.Page;
import orderbakery.api.Submission;
import org.bson.conversions.Bson;

/** What the read routes ask {@code presentation.<component>}. */
public final class PresentationQueries {

  /** The entity with this id. */
  public Bson byId(String id) {
    return eq("_id", id);
  }

  /** The entity of a command. */
  public Bson entityOf(Submission submission) {
    return byId(submission.command().entityId());
  }

  /** The entity of an event of the log. */
  public Bson entityIn(Map<String, Object> event) {
    return byId((String) event.get("entityId"));
  }

  /** The entities of a page. */
  public Bson of(Page page) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq("deleted", false));
    if (page.status() != null) {
      conditions.add(eq("status", page.status()));
    }
    if (page.after() != null) {
      conditions.add(lte("createdAt", page.after().createdAt()));
      conditions.add(olderThan(page.after()));
    }
    return and(conditions);
  }

  /** Newest first. */
  public Bson newestFirst() {
    return descending("createdAt", "_id");
  }

  /** All that a client may see: the document without the fields that are ours. */
  public Bson publicFields() {
    return exclude("_id", "feed", "deleted");
  }

  /** Which version is presented, and since when. */
  public Bson versionFields() {
    return include("version", "status", "feed.bakedAt");
  }

  private static Bson olderThan(Cursor cursor) {
    return or(
        lt("createdAt", cursor.createdAt()),
        and(eq("createdAt", cursor.createdAt()), lt("_id", cursor.id())));
  }
}

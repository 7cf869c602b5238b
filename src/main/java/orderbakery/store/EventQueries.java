package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Sorts.ascending;

import orderbakery.api.HistoryPage;
import orderbakery.api.Submission;
import org.bson.conversions.Bson;

/** What the read routes ask {@code source.events}. */
public final class EventQueries {

  /** The event of a command. */
  public Bson byId(String commandId) {
    return eq("_id", commandId);
  }

  /** The event of the first command with the same id. */
  public Bson firstOf(Submission submission) {
    return byId(submission.command().id());
  }

  /** The events of a page. */
  public Bson of(HistoryPage page) {
    return and(
        eq("entityId", page.entityId()),
        gt("sequence", page.after()),
        eq("serviceName", page.component()));
  }

  /** Oldest first. */
  public Bson oldestFirst() {
    return ascending("sequence");
  }

  /** All but what a client sent: enough for a receipt. */
  public Bson withoutPayload() {
    return exclude("payload");
  }
}

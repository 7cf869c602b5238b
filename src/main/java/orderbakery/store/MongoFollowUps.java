package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import orderbakery.log.EventStatus;
import orderbakery.related.FollowUp;
import orderbakery.related.FollowUps;
import org.bson.Document;

/** Follow-ups in {@code source.followups}: a document each, removed when it has ended. */
public final class MongoFollowUps implements FollowUps {
  private final MongoCollection<Document> followUps;
  private final MongoCollection<Document> events;

  /**
   * @param events of the log
   */
  public MongoFollowUps(MongoCollection<Document> followUps, MongoCollection<Document> events) {
    this.followUps = followUps;
    this.events = events;
  }

  @Override
  public void tell(String follower, String leaderId, long version, Instant at) {
    followUps.updateOne(
        eq("_id", id(follower, leaderId)),
        combine(
            max("wanted", version),
            setOnInsert("follower", follower),
            setOnInsert("leaderId", leaderId),
            setOnInsert("passing", version),
            setOnInsert("behind", null),
            setOnInsert("passed", 0L),
            setOnInsert("sent", 0L),
            setOnInsert("startedAt", Date.from(at)),
            setOnInsert("workedAt", Date.from(at))),
        new UpdateOptions().upsert(true));
  }

  @Override
  public List<FollowUp> underWay(int limit) {
    return followUps
        .find()
        .sort(ascending("workedAt"))
        .limit(limit)
        .map(MongoFollowUps::read)
        .into(new ArrayList<>());
  }

  @Override
  public long count() {
    return followUps.estimatedDocumentCount();
  }

  @Override
  public void keep(FollowUp before, FollowUp after, Instant at) {
    followUps.updateOne(
        and(
            eq("_id", id(before.follower(), before.leaderId())),
            eq("passing", before.passing()),
            eq("behind", before.behind())),
        combine(
            set("passing", after.passing()),
            set("behind", after.behind()),
            set("passed", after.passed()),
            set("sent", after.sent()),
            set("workedAt", Date.from(at))));
  }

  @Override
  public void end(FollowUp last) {
    followUps.deleteOne(
        and(eq("_id", id(last.follower(), last.leaderId())), eq("wanted", last.wanted())));
  }

  @Override
  public long ended(Collection<String> commandIds) {
    return events.countDocuments(
        and(in("_id", commandIds), ne("status", EventStatus.PENDING.name())));
  }

  private static String id(String follower, String leaderId) {
    return follower + "-" + leaderId;
  }

  private static FollowUp read(Document document) {
    return new FollowUp(
        document.getString("follower"),
        document.getString("leaderId"),
        document.getLong("wanted"),
        document.getLong("passing"),
        document.getString("behind"),
        document.getLong("passed"),
        document.getLong("sent"),
        document.getDate("startedAt").toInstant());
  }
}

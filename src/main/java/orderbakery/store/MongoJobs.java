package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import orderbakery.operate.Justification;
import orderbakery.operate.jobs.Difference;
import orderbakery.operate.jobs.Job;
import orderbakery.operate.jobs.Jobs;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Jobs of one component in {@code source.jobs}: one document of each kind. */
public final class MongoJobs implements Jobs {
  private static final int MOST_DIFFERENCES = 1000;
  private static final String DIFFERENCES = "differences";

  private final String component;
  private final MongoCollection<Document> jobs;

  public MongoJobs(String component, MongoCollection<Document> jobs) {
    this.component = component;
    this.jobs = jobs;
  }

  @Override
  public boolean begin(Job job) {
    Document document =
        documentOf(job)
            .append("component", component)
            .append("kind", job.kind().name())
            .append(DIFFERENCES, List.of());
    return Contested.write(
        () ->
            jobs.replaceOne(
                and(eq("_id", id(job.kind())), ne("endedAt", null)),
                document.append("_id", id(job.kind())),
                new ReplaceOptions().upsert(true)));
  }

  @Override
  public List<Job> all() {
    return jobs.find(eq("component", component)).map(MongoJobs::read).into(new ArrayList<>());
  }

  /** The oldest first: the samples that begin by themselves hold up no other job. */
  @Override
  public Optional<Job> claim(String owner, Instant now, Instant until) {
    for (Document document :
        jobs.find(and(eq("component", component), eq("endedAt", null)))
            .sort(ascending("startedAt"))) {
      String before = document.getString("owner");
      Date lease = document.getDate("until");
      if ((owner.equals(before) || hasEnded(lease, now)) && take(document, owner, until)) {
        return Optional.of(read(document));
      }
    }
    return Optional.empty();
  }

  private static boolean hasEnded(Date lease, Instant now) {
    return lease == null
        || lease.toInstant().isBefore(now)
        || lease.toInstant().isAfter(now.plus(ClockError.MOST));
  }

  private boolean take(Document document, String owner, Instant until) {
    Bson unchanged =
        and(
            eq("_id", document.getString("_id")),
            eq("owner", document.getString("owner")),
            eq("until", document.getDate("until")),
            eq("endedAt", null));
    return jobs.updateOne(unchanged, combine(set("owner", owner), set("until", Date.from(until))))
            .getMatchedCount()
        == 1;
  }

  @Override
  public boolean keep(Job job, List<Difference> differences, Instant until) {
    Document update = new Document("$set", documentOf(job).append("until", Date.from(until)));
    int left = differences.isEmpty() ? 0 : MOST_DIFFERENCES - differences(job.kind()).size();
    if (left > 0) {
      List<Document> added = differences.stream().limit(left).map(MongoJobs::documentOf).toList();
      update.append("$push", new Document(DIFFERENCES, new Document("$each", added)));
    }
    Bson mine = and(eq("_id", id(job.kind())), eq("owner", job.owner()), eq("endedAt", null));
    return jobs.updateOne(mine, update).getMatchedCount() == 1;
  }

  @Override
  public List<Difference> differences(Job.Kind kind) {
    Document document = jobs.find(eq("_id", id(kind))).first();
    return document == null
        ? List.of()
        : document.getList(DIFFERENCES, Document.class, List.of()).stream()
            .map(MongoJobs::difference)
            .toList();
  }

  @Override
  public boolean cancel(Job.Kind kind, Instant now) {
    return jobs.updateOne(
                and(eq("_id", id(kind)), eq("endedAt", null)), set("endedAt", Date.from(now)))
            .getMatchedCount()
        == 1;
  }

  private String id(Job.Kind kind) {
    return component + "-" + kind.name();
  }

  private static Document documentOf(Job job) {
    Document document =
        new Document("from", job.from())
            .append("to", job.to())
            .append("heals", job.heals())
            .append("by", job.why().by())
            .append("reason", job.why().reason())
            .append("eventsPerSecond", job.eventsPerSecond())
            .append("everything", job.everything())
            .append("startedAt", Date.from(job.startedAt()))
            .append("endedAt", job.endedAt() == null ? null : Date.from(job.endedAt()))
            .append("later", job.later())
            .append("done", job.done())
            .append("total", job.total())
            .append("changed", job.changed())
            .append("found", job.found())
            .append("owner", job.owner());
    return document.append(
        "at",
        job.at() == null
            ? null
            : new Document("partition", job.at().partition())
                .append("sequence", job.at().sequence()));
  }

  private static Job read(Document document) {
    Document at = document.get("at", Document.class);
    Date ended = document.getDate("endedAt");
    return new Job(
        Job.Kind.valueOf(document.getString("kind")),
        document.getString("from"),
        document.getString("to"),
        document.getBoolean("heals"),
        new Justification(document.getString("by"), document.getString("reason")),
        document.getInteger("eventsPerSecond"),
        document.getBoolean("everything", true),
        document.getDate("startedAt").toInstant(),
        ended == null ? null : ended.toInstant(),
        at == null ? null : new Job.Place(at.getInteger("partition"), at.getLong("sequence")),
        document.getList("later", String.class),
        document.getLong("done"),
        document.getLong("total"),
        document.getLong("changed"),
        document.getLong("found"),
        document.getString("owner"));
  }

  private static Document documentOf(Difference difference) {
    return new Document("entityId", difference.entityId())
        .append("where", difference.where())
        .append("pointer", difference.pointer())
        .append("expected", difference.expected())
        .append("found", difference.found());
  }

  private static Difference difference(Document document) {
    return new Difference(
        document.getString("entityId"),
        document.getString("where"),
        document.getString("pointer"),
        document.getString("expected"),
        document.getString("found"));
  }
}

package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.stream.Collectors.toMap;
import static orderbakery.store.NoticeDocuments.ATTEMPTS;
import static orderbakery.store.NoticeDocuments.CHANNEL;
import static orderbakery.store.NoticeDocuments.CLAIMED_AT;
import static orderbakery.store.NoticeDocuments.DUE_AT;
import static orderbakery.store.NoticeDocuments.ENTITY;
import static orderbakery.store.NoticeDocuments.FACT;
import static orderbakery.store.NoticeDocuments.STATE;
import static orderbakery.store.NoticeDocuments.is;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReturnDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderbakery.notice.Notice;
import orderbakery.notice.Notices;
import orderbakery.store.NoticeDocuments.State;
import org.bson.Document;

/**
 * Notices in {@code source.notices}, a document each, for ever. Only one that is owed has a time
 * when it is due and the bytes of its fact.
 */
public final class MongoNotices implements Notices {
  private static final String REASON = "reason";
  private static final FindOneAndUpdateOptions AS_IT_IS_THEN =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  private final MongoCollection<Document> notices;
  private final DueNotices due;

  public MongoNotices(MongoDatabase source) {
    this.notices = NoticeDocuments.in(source);
    this.due = new DueNotices(notices);
  }

  static void index(MongoDatabase source) {
    MongoCollection<Document> notices = NoticeDocuments.in(source);
    notices.createIndex(ascending(CHANNEL, DUE_AT));
    notices.createIndex(ascending(ENTITY, CHANNEL, DUE_AT));
  }

  @Override
  public void owe(List<Owed> owed) {
    Map<String, String> known = statesOf(owed);
    List<InsertOneModel<Document>> inserts =
        owed.stream()
            .filter(it -> !it.isTooOld() && !known.containsKey(it.notice().id()))
            .map(it -> new InsertOneModel<>(NoticeDocuments.write(it.notice())))
            .toList();
    Contested.writeAll(notices, inserts);
    owed.stream()
        .map(Owed::notice)
        .filter(it -> State.FAILED.name().equals(known.get(it.id())))
        .forEach(this::oweAgain);
  }

  private Map<String, String> statesOf(List<Owed> owed) {
    List<String> ids = owed.stream().map(it -> it.notice().id()).toList();
    return notices.find(in("_id", ids)).projection(include(STATE)).into(new ArrayList<>()).stream()
        .collect(toMap(it -> it.getString("_id"), it -> it.getString(STATE)));
  }

  private void oweAgain(Notice notice) {
    notices.replaceOne(
        and(eq("_id", notice.id()), is(State.FAILED)), NoticeDocuments.write(notice));
  }

  @Override
  public List<List<Notice>> due(String channel, Instant now, int limit) {
    return due.find(channel, now, limit);
  }

  @Override
  public Optional<Notice> claim(Notice notice, Instant at, Instant until) {
    Document claimed =
        notices.findOneAndUpdate(
            and(eq("_id", notice.id()), eq(DUE_AT, Date.from(notice.dueAt()))),
            combine(
                set(STATE, State.CLAIMED.name()),
                set(CLAIMED_AT, Date.from(at)),
                set(DUE_AT, Date.from(until))),
            AS_IT_IS_THEN);
    return Optional.ofNullable(claimed).map(NoticeDocuments::read);
  }

  @Override
  public void sent(Notice notice, Instant at) {
    notices.updateOne(
        eq("_id", notice.id()),
        combine(
            set(STATE, State.SENT.name()),
            set("sentAt", Date.from(at)),
            unset(DUE_AT),
            unset(REASON),
            unset(FACT)));
  }

  @Override
  public void postpone(Notice notice, int attempts, Instant until, String why) {
    notices.updateOne(
        and(eq("_id", notice.id()), is(State.CLAIMED)),
        combine(
            set(STATE, State.OWED.name()),
            set(ATTEMPTS, attempts),
            set(DUE_AT, Date.from(until)),
            set(REASON, why)));
  }

  @Override
  public void fail(Notice notice, Instant at, String why) {
    notices.updateOne(
        and(eq("_id", notice.id()), is(State.CLAIMED)),
        combine(
            set(STATE, State.FAILED.name()),
            set("failedAt", Date.from(at)),
            set(REASON, why),
            unset(DUE_AT),
            unset(FACT)));
  }
}

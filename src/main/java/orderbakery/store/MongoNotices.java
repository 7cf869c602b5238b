package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderbakery.log.Position;
import orderbakery.notice.Notice;
import orderbakery.notice.Notices;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/**
 * Notices in {@code source.notices}, a document each, for ever. Only one that is owed has a time
 * when it is due and the bytes of its fact.
 */
public final class MongoNotices implements Notices {
  static final String COLLECTION = "notices";
  private static final String CHANNEL = "channel";
  private static final String ENTITY = "entityId";
  private static final String SEQUENCE = "sequence";
  private static final String VERSION = "version";
  private static final String STATE = "state";
  private static final String DUE_AT = "dueAt";
  private static final String CLAIMED_AT = "claimedAt";
  private static final String REASON = "reason";
  private static final String FACT = "fact";

  private enum State {
    OWED,
    CLAIMED,
    SENT,
    FAILED
  }

  /** What is released by an operator is told at one place of the log. */
  private static final Comparator<Document> IN_ORDER =
      Comparator.<Document>comparingLong(it -> it.getLong(SEQUENCE))
          .thenComparingLong(it -> it.getLong(VERSION));

  private static final Binary NO_FACT = new Binary(new byte[0]);
  private static final FindOneAndUpdateOptions AS_IT_IS_THEN =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
  private static final int MOST_PAGES = 5;
  private static final Duration A_MOMENT = Duration.ofSeconds(5);

  private final MongoCollection<Document> notices;

  public MongoNotices(MongoDatabase source) {
    this.notices = source.getCollection(COLLECTION);
  }

  static void index(MongoDatabase source) {
    MongoCollection<Document> notices = source.getCollection(COLLECTION);
    notices.createIndex(ascending(CHANNEL, DUE_AT));
    notices.createIndex(ascending(ENTITY, CHANNEL, DUE_AT));
  }

  @Override
  public void owe(List<Owed> owed) {
    Map<String, String> known = statesOf(owed);
    List<InsertOneModel<Document>> inserts =
        owed.stream()
            .filter(it -> !it.isTooOld() && !known.containsKey(it.notice().id()))
            .map(it -> new InsertOneModel<>(document(it.notice())))
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
    notices.replaceOne(and(eq("_id", notice.id()), is(State.FAILED)), document(notice));
  }

  private static Document document(Notice notice) {
    return new Document("_id", notice.id())
        .append("command", notice.commandId())
        .append(CHANNEL, notice.channel())
        .append("type", notice.type())
        .append(ENTITY, notice.entityId())
        .append("partition", notice.position().partition())
        .append(SEQUENCE, notice.position().sequence())
        .append(VERSION, notice.version())
        .append("address", notice.address())
        .append(STATE, State.OWED.name())
        .append("owedAt", Date.from(notice.owedAt()))
        .append(DUE_AT, Date.from(notice.dueAt()))
        .append("attempts", notice.attempts())
        .append(FACT, new Binary(notice.fact()));
  }

  private static Bson is(State state) {
    return eq(STATE, state.name());
  }

  /** What may not be tried takes no place on a page: it is filled with those of other entities. */
  @Override
  public List<Notice> due(String channel, Instant now, int limit) {
    List<Notice> due = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    boolean isMore = true;
    for (int page = 0; isMore && page < MOST_PAGES; page++) {
      int missing = limit - due.size();
      List<String> entities = entitiesOfDue(channel, now, seen, missing);
      if (!entities.isEmpty()) {
        Map<String, Deque<Document>> owed = owedOf(channel, Set.copyOf(entities));
        owed.values().forEach(inOrder -> waitBehind(channel, inOrder.peek(), now));
        entities.forEach(entity -> addNext(due, owed.get(entity), now));
        seen.addAll(entities);
      }
      isMore = entities.size() == missing && due.size() < limit;
    }
    return due;
  }

  /** Of each notice that is due its entity. */
  private List<String> entitiesOfDue(String channel, Instant now, Set<String> seen, int limit) {
    return notices
        .find(and(eq(CHANNEL, channel), lte(DUE_AT, Date.from(now)), nin(ENTITY, seen)))
        .projection(include(ENTITY))
        .sort(Sorts.ascending(DUE_AT))
        .limit(limit)
        .map(it -> it.getString(ENTITY))
        .into(new ArrayList<>());
  }

  /** Of each entity all that is owed, in order. */
  private Map<String, Deque<Document>> owedOf(String channel, Set<String> entities) {
    List<Document> owed =
        notices
            .find(
                and(
                    in(ENTITY, entities),
                    eq(CHANNEL, channel),
                    gt(DUE_AT, Date.from(Instant.EPOCH))))
            .projection(exclude(FACT))
            .into(new ArrayList<>());
    owed.sort(IN_ORDER);
    return owed.stream()
        .collect(groupingBy(it -> it.getString(ENTITY), toCollection(ArrayDeque::new)));
  }

  /** The next of its entity, in the place of whichever of them was found. */
  private static void addNext(List<Notice> due, Deque<Document> inOrder, Instant now) {
    if (inOrder != null && !inOrder.isEmpty() && !isLater(inOrder.peek(), now)) {
      due.add(read(inOrder.remove()));
    }
  }

  private static boolean isLater(Document notice, Instant now) {
    return notice.getDate(DUE_AT).toInstant().isAfter(now);
  }

  /** What is being sent now is soon over: nothing is held back behind it yet. */
  private void waitBehind(String channel, Document first, Instant now) {
    if (!isLater(first, now)) {
      return;
    }
    Instant dueAt = first.getDate(DUE_AT).toInstant();
    if (State.OWED.name().equals(first.getString(STATE))) {
      waitUntil(channel, first.getString(ENTITY), dueAt);
    } else if (first.getDate(CLAIMED_AT).toInstant().plus(A_MOMENT).isBefore(now)) {
      Instant soon = now.plus(A_MOMENT);
      waitUntil(channel, first.getString(ENTITY), dueAt.isBefore(soon) ? dueAt : soon);
    }
  }

  /** Those of an entity that wait are not looked at before the first of them is due. */
  private void waitUntil(String channel, String entityId, Instant until) {
    notices.updateMany(
        and(
            eq(ENTITY, entityId),
            eq(CHANNEL, channel),
            is(State.OWED),
            lt(DUE_AT, Date.from(until))),
        set(DUE_AT, Date.from(until)));
  }

  private static Notice read(Document document) {
    return new Notice(
        document.getString("command"),
        document.getString(CHANNEL),
        document.getString("type"),
        document.getString(ENTITY),
        new Position(document.getInteger("partition"), document.getLong(SEQUENCE)),
        document.getLong(VERSION),
        document.getString("address"),
        document.get(FACT, NO_FACT).getData(),
        document.getDate("owedAt").toInstant(),
        document.getDate(DUE_AT).toInstant(),
        document.getInteger("attempts"));
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
    return Optional.ofNullable(claimed).map(MongoNotices::read);
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
            set("attempts", attempts),
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

  @Override
  public long owed(String channel) {
    return notices.countDocuments(and(eq(CHANNEL, channel), gt(DUE_AT, Date.from(Instant.EPOCH))));
  }
}

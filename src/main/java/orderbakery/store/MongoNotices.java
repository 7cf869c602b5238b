package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.stream.Collectors.toMap;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
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

  private final MongoCollection<Document> notices;

  public MongoNotices(MongoDatabase source) {
    this.notices = source.getCollection(COLLECTION);
  }

  static void index(MongoDatabase source) {
    MongoCollection<Document> notices = source.getCollection(COLLECTION);
    notices.createIndex(ascending(CHANNEL, DUE_AT));
    notices.createIndex(ascending(ENTITY, CHANNEL));
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

  @Override
  public List<Notice> due(String channel, Instant now, int limit) {
    List<Notice> due = new ArrayList<>();
    Set<String> looked = new HashSet<>();
    List<String> page;
    do {
      page = entitiesOfDue(channel, now, looked, limit);
      looked.addAll(page);
      due.addAll(firstsDue(channel, now, Set.copyOf(page)));
    } while (page.size() == limit && due.size() < limit);
    return due.subList(0, Math.min(limit, due.size()));
  }

  /** Whose notices are due, besides those: however many one has, they do not hide the others. */
  private List<String> entitiesOfDue(String channel, Instant now, Set<String> besides, int limit) {
    return notices
        .find(and(eq(CHANNEL, channel), lte(DUE_AT, Date.from(now)), nin(ENTITY, besides)))
        .sort(Sorts.ascending(DUE_AT))
        .limit(limit)
        .projection(include(ENTITY))
        .map(it -> it.getString(ENTITY))
        .into(new ArrayList<>());
  }

  /** The first may be due after those that wait behind it: it was claimed meanwhile. */
  private List<Notice> firstsDue(String channel, Instant now, Set<String> entities) {
    List<String> due = new ArrayList<>();
    firstsOf(channel, entities)
        .forEach(
            (entity, first) -> {
              Instant dueAt = first.getDate(DUE_AT).toInstant();
              if (!dueAt.isAfter(now)) {
                due.add(first.getString("_id"));
              } else if (State.OWED.name().equals(first.getString(STATE))) {
                waitBehind(channel, entity, dueAt);
              }
            });
    return due.isEmpty()
        ? List.of()
        : notices
            .find(and(in("_id", due), lte(DUE_AT, Date.from(now))))
            .sort(Sorts.ascending(DUE_AT))
            .map(MongoNotices::read)
            .into(new ArrayList<>());
  }

  /** Of each entity the first notice that is owed. */
  private Map<String, Document> firstsOf(String channel, Set<String> entities) {
    Map<String, Document> firsts = new HashMap<>();
    notices
        .find(
            and(
                in(ENTITY, entities),
                eq(CHANNEL, channel),
                in(STATE, State.OWED.name(), State.CLAIMED.name())))
        .projection(include(ENTITY, SEQUENCE, VERSION, STATE, DUE_AT))
        .forEach(it -> firsts.merge(it.getString(ENTITY), it, BinaryOperator.minBy(IN_ORDER)));
    return firsts;
  }

  /** Those of an entity that wait are not looked at before the first of them is due. */
  private void waitBehind(String channel, String entityId, Instant until) {
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
        document.get(FACT, Binary.class).getData(),
        document.getDate("owedAt").toInstant(),
        document.getDate(DUE_AT).toInstant(),
        document.getInteger("attempts"));
  }

  @Override
  public boolean claim(Notice notice, Instant at, Instant until) {
    return notices
            .updateOne(
                and(eq("_id", notice.id()), eq(DUE_AT, Date.from(notice.dueAt()))),
                combine(
                    set(STATE, State.CLAIMED.name()),
                    set(CLAIMED_AT, Date.from(at)),
                    set(DUE_AT, Date.from(until))))
            .getMatchedCount()
        == 1;
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

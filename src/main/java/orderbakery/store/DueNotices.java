package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.set;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static orderbakery.store.NoticeDocuments.CHANNEL;
import static orderbakery.store.NoticeDocuments.CLAIMED_AT;
import static orderbakery.store.NoticeDocuments.DUE_AT;
import static orderbakery.store.NoticeDocuments.ENTITY;
import static orderbakery.store.NoticeDocuments.FACT;
import static orderbakery.store.NoticeDocuments.SEQUENCE;
import static orderbakery.store.NoticeDocuments.VERSION;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import orderbakery.notice.Notice;
import orderbakery.store.NoticeDocuments.State;
import org.bson.Document;

/**
 * Finds what may be tried now, and of each entity nothing before what is in front of it. What may
 * not be tried takes no place on a page: it is filled with that of other entities.
 */
final class DueNotices {
  /** What is released by an operator is told at one place of the log. */
  private static final Comparator<Document> IN_ORDER =
      Comparator.<Document>comparingLong(it -> it.getLong(SEQUENCE))
          .thenComparingLong(it -> it.getLong(VERSION));

  private static final int MOST_PAGES = 5;
  private static final Duration A_MOMENT = Duration.ofSeconds(5);

  private final MongoCollection<Document> notices;

  DueNotices(MongoCollection<Document> notices) {
    this.notices = notices;
  }

  List<List<Notice>> find(String channel, Instant now, int limit) {
    List<List<Notice>> due = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int missing = limit;
    boolean isMore = true;
    for (int page = 0; isMore && page < MOST_PAGES; page++) {
      List<String> entities = entitiesOfDue(channel, now, seen, missing);
      isMore = entities.size() == missing;
      if (!entities.isEmpty()) {
        List<List<Notice>> found = firstOf(entities, channel, now);
        due.addAll(found);
        missing -= found.stream().mapToInt(List::size).sum();
        seen.addAll(entities);
      }
      isMore = isMore && missing > 0;
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

  /** Of each entity as many as it has on the page, from its first one on. */
  private List<List<Notice>> firstOf(List<String> entities, String channel, Instant now) {
    Map<String, List<Document>> owed = owedOf(channel, Set.copyOf(entities));
    owed.values().forEach(inOrder -> waitBehind(channel, inOrder.get(0), now));
    Map<String, Long> onThePage =
        entities.stream().collect(groupingBy(Function.identity(), LinkedHashMap::new, counting()));
    return onThePage.entrySet().stream()
        .map(it -> untilOneIsLater(owed.getOrDefault(it.getKey(), List.of()), now, it.getValue()))
        .filter(inOrder -> !inOrder.isEmpty())
        .toList();
  }

  private static List<Notice> untilOneIsLater(List<Document> inOrder, Instant now, long most) {
    Stream<Document> due = inOrder.stream().takeWhile(it -> !isLater(it, now)).limit(most);
    return due.map(NoticeDocuments::read).toList();
  }

  /** Of each entity all that is owed, in order. */
  private Map<String, List<Document>> owedOf(String channel, Set<String> entities) {
    List<Document> owed =
        notices
            .find(and(in(ENTITY, entities), NoticeDocuments.owedBy(channel)))
            .projection(exclude(FACT))
            .into(new ArrayList<>());
    owed.sort(IN_ORDER);
    return owed.stream().collect(groupingBy(it -> it.getString(ENTITY)));
  }

  private static boolean isLater(Document notice, Instant now) {
    return NoticeDocuments.dueAt(notice).isAfter(now);
  }

  /** What is being sent now is soon over: nothing is held back behind it yet. */
  private void waitBehind(String channel, Document first, Instant now) {
    if (!isLater(first, now)) {
      return;
    }
    Instant dueAt = NoticeDocuments.dueAt(first);
    if (NoticeDocuments.is(first, State.OWED)) {
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
            NoticeDocuments.is(State.OWED),
            lt(DUE_AT, Date.from(until))),
        set(DUE_AT, Date.from(until)));
  }
}

package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orderbakery.component.Fact;
import orderbakery.feed.Changes;
import orderbakery.feed.Interest;
import orderbakery.feed.Mark;
import orderbakery.feed.Span;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/** The changes that {@code presentation.<component>} shows. */
public final class MongoChanges implements Changes {
  private static final String PARTITION = FeedDocument.FIELD + ".partition";
  private static final String SEQUENCE = FeedDocument.FIELD + ".sequence";
  static final Bson INDEX = ascending(PARTITION, SEQUENCE);

  private static final String TYPE = FeedDocument.FIELD + ".type";

  /** As much as a client is sent at a time, and somewhat more. */
  private static final long MOST_BYTES = 256L * 1024;

  private static final int FEW_AT_A_TIME = 16;

  private final MongoCollection<Document> presentations;

  public MongoChanges(MongoCollection<Document> presentations) {
    this.presentations = presentations;
  }

  @Override
  public Mark newest(int partition) {
    Document newest =
        presentations
            .find(eq(PARTITION, partition))
            .sort(descending(SEQUENCE))
            .projection(include(SEQUENCE, "version"))
            .first();
    return newest == null ? Mark.NONE : markOf(newest);
  }

  /** The entity at the mark itself is found, too. */
  @Override
  public Found after(int partition, Mark above, Span span, Interest interest, int limit) {
    ByteBudget budget = new ByteBudget(MOST_BYTES);
    List<Fact> found = new ArrayList<>(limit);
    try (MongoCursor<RawBsonDocument> documents =
        presentations
            .find(and(conditions(partition, above, span, interest)), RawBsonDocument.class)
            .sort(ascending(SEQUENCE))
            .limit(limit + 1)
            .batchSize(FEW_AT_A_TIME)
            .hint(indexFor(interest))
            .iterator()) {
      while (!isFull(found, limit, budget) && documents.hasNext()) {
        Document document = budget.decode(documents.next());
        if (above.isBelow(markOf(document))) {
          interest.of(FeedDocument.change(document), span).ifPresent(found::add);
        }
      }
    }
    return new Found(found, isFull(found, limit, budget));
  }

  /**
   * Else MongoDB could go by an index that begins with the owner, and sort all that he has for each
   * piece.
   */
  private static Bson indexFor(Interest interest) {
    return interest.owner() != null && interest.subjects().isEmpty() ? INDEX : null;
  }

  private static boolean isFull(List<Fact> found, int limit, ByteBudget budget) {
    return found.size() == limit || (budget.isSpent() && !found.isEmpty());
  }

  private static List<Bson> conditions(int partition, Mark above, Span span, Interest interest) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq(PARTITION, partition));
    conditions.add(gte(SEQUENCE, above.sequence()));
    if (interest.owner() != null) {
      conditions.add(eq(FeedDocument.OWNER, interest.owner()));
    }
    if (!interest.subjects().isEmpty()) {
      conditions.add(in("_id", interest.subjects()));
    }
    if (interest.types().isEmpty()) {
      conditions.add(lte(SEQUENCE, span.upTo()));
    } else {
      conditions.add(or(toldAs(interest.types(), span), earlierForm(interest.types(), span)));
    }
    return conditions;
  }

  /** What {@link Interest#of} says, for the store. */
  private static Bson toldAs(Set<String> types, Span span) {
    List<Bson> inside = new ArrayList<>();
    List<Bson> conditions = new ArrayList<>();
    for (String type : types) {
      String field =
          FeedDocument.FIELD + "." + FeedDocument.TYPES + type.substring(type.indexOf('.'));
      long from = span.from().sequence();
      inside.add(gt(field, from));
      inside.add(and(eq(field, from), eq(SEQUENCE, from)));
      conditions.add(not(gt(field, span.upTo())));
    }
    conditions.add(or(inside));
    return and(conditions);
  }

  /** Of what an earlier version has written the newest change is known. */
  private static Bson earlierForm(Set<String> types, Span span) {
    return and(
        exists(FeedDocument.FIELD + "." + FeedDocument.TYPES, false),
        in(TYPE, types),
        lte(SEQUENCE, span.upTo()));
  }

  private static Mark markOf(Document presentation) {
    return new Mark(
        presentation.get(FeedDocument.FIELD, Document.class).getLong("sequence"),
        presentation.getLong("version"));
  }
}

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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orderbakery.component.Fact;
import orderbakery.feed.Changes;
import orderbakery.feed.Interest;
import orderbakery.feed.Mark;
import orderbakery.feed.Span;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The changes that {@code presentation.<component>} shows. */
public final class MongoChanges implements Changes {
  private static final String PARTITION = FeedDocument.FIELD + ".partition";
  private static final String SEQUENCE = FeedDocument.FIELD + ".sequence";
  private static final String TYPE = FeedDocument.FIELD + ".type";

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

  /** Asks for one more than the limit, since the entity at the mark itself is found, too. */
  @Override
  public List<Fact> after(int partition, Mark above, Span span, Interest interest, int limit) {
    List<Document> found =
        presentations
            .find(and(conditions(partition, above, span, interest)))
            .sort(ascending(SEQUENCE))
            .limit(limit + 1)
            .into(new ArrayList<>(limit + 1));
    return found.stream()
        .filter(it -> above.isBelow(markOf(it)))
        .limit(limit)
        .map(FeedDocument::change)
        .flatMap(it -> interest.of(it, span).stream())
        .toList();
  }

  private static List<Bson> conditions(int partition, Mark above, Span span, Interest interest) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq(PARTITION, partition));
    conditions.add(gte(SEQUENCE, above.sequence()));
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

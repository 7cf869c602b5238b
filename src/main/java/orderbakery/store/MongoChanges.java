package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import orderbakery.component.Fact;
import orderbakery.feed.Changes;
import orderbakery.feed.Interest;
import orderbakery.feed.Mark;
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
  public List<Fact> after(int partition, Mark mark, long upTo, Interest interest, int limit) {
    List<Document> found =
        presentations
            .find(and(conditions(partition, mark, upTo, interest)))
            .sort(ascending(SEQUENCE))
            .limit(limit + 1)
            .into(new ArrayList<>(limit + 1));
    return found.stream()
        .filter(it -> mark.isBelow(markOf(it)))
        .limit(limit)
        .map(FeedDocument::change)
        .toList();
  }

  private static List<Bson> conditions(int partition, Mark mark, long upTo, Interest interest) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq(PARTITION, partition));
    conditions.add(gte(SEQUENCE, mark.sequence()));
    conditions.add(lte(SEQUENCE, upTo));
    if (!interest.subjects().isEmpty()) {
      conditions.add(in("_id", interest.subjects()));
    }
    if (!interest.types().isEmpty()) {
      conditions.add(in(TYPE, interest.types()));
    }
    return conditions;
  }

  private static Mark markOf(Document presentation) {
    return new Mark(
        presentation.get(FeedDocument.FIELD, Document.class).getLong("sequence"),
        presentation.getLong("version"));
  }
}

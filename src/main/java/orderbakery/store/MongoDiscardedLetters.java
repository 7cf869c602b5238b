package orderbakery.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import orderbakery.broker.Letter;
import orderbakery.operate.Justification;
import orderbakery.operate.StoreAway;
import orderbakery.operate.letters.DiscardedLetters;
import org.bson.Document;

/** Discarded letters in {@code source.discarded}. */
public final class MongoDiscardedLetters implements DiscardedLetters {
  private final MongoCollection<Document> discarded;

  public MongoDiscardedLetters(MongoCollection<Document> discarded) {
    this.discarded = discarded;
  }

  @Override
  public void keep(List<Letter> letters, Justification why, Instant now) {
    Document act =
        new Document("by", why.by()).append("reason", why.reason()).append("time", Date.from(now));
    try {
      discarded.bulkWrite(letters.stream().map(letter -> write(letter, act)).toList());
    } catch (MongoException e) {
      throw new StoreAway("Letters were not discarded", e);
    }
  }

  private static WriteModel<Document> write(Letter letter, Document act) {
    return new UpdateOneModel<>(
        eq("_id", letter.queue() + "/" + letter.id()),
        combine(
            setOnInsert("queue", letter.queue()),
            setOnInsert("messageId", letter.messageId()),
            setOnInsert("room", letter.room()),
            setOnInsert("routingKey", letter.routingKey()),
            setOnInsert("headers", new Document(letter.headers())),
            setOnInsert("body", letter.body()),
            push("discards", act)),
        new UpdateOptions().upsert(true));
  }
}

package orderbakery.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.util.Optional;
import orderbakery.api.KeyClaims;
import org.bson.Document;

/**
 * Claims in {@code source.claims}: the id of the command, and the digest of the request that has
 * claimed it.
 */
public final class MongoKeyClaims implements KeyClaims {
  private static final FindOneAndUpdateOptions WHAT_STANDS =
      new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

  private final MongoCollection<Document> claims;

  public MongoKeyClaims(MongoCollection<Document> claims) {
    this.claims = claims.withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
  }

  @Override
  public Optional<String> claim(String commandId, String digest) {
    try {
      claims.insertOne(new Document("_id", commandId).append("digest", digest));
      return Optional.empty();
    } catch (MongoWriteException e) {
      if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
      return Optional.of(digestOf(commandId, digest));
    }
  }

  /**
   * The digest of a claim that another request has made. A write and no read, since it returns when
   * a majority has that claim: nobody may go by one that a failover takes back.
   */
  private String digestOf(String commandId, String digest) {
    return claims
        .findOneAndUpdate(eq("_id", commandId), setOnInsert("digest", digest), WHAT_STANDS)
        .getString("digest");
  }
}

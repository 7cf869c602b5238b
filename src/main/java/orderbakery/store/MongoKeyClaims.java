package orderbakery.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import java.util.Map;
import java.util.Optional;
import orderbakery.api.KeyClaims;
import orderbakery.api.LookedUp;
import org.bson.Document;

/**
 * Claims in {@code source.claims}: the id of the command, the digest of the request that has
 * claimed it, and what it named of other components as it was then.
 */
public final class MongoKeyClaims implements KeyClaims {
  private final MongoCollection<Document> claims;

  public MongoKeyClaims(MongoCollection<Document> claims) {
    this.claims = claims.withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
  }

  @Override
  public Optional<Claim> claim(String commandId, Claim claim) {
    Document document = new Document("_id", commandId).append("digest", claim.digest());
    if (!claim.lookedUp().entities().isEmpty()) {
      document.append("lookedUp", new Document(Map.copyOf(claim.lookedUp().entities())));
    }
    try {
      claims.insertOne(document);
      return Optional.empty();
    } catch (MongoWriteException e) {
      if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
      return find(commandId);
    }
  }

  /**
   * A write and no read, since it returns when a majority has the claim: nobody may go by one that
   * a failover takes back.
   */
  @Override
  public Optional<Claim> find(String commandId) {
    return Optional.ofNullable(
            claims.findOneAndUpdate(eq("_id", commandId), setOnInsert("digest", null)))
        .map(MongoKeyClaims::read);
  }

  @SuppressWarnings("unchecked") // as it was written
  private static Claim read(Document document) {
    Map<String, ?> lookedUp = document.get("lookedUp", new Document());
    return new Claim(
        document.getString("digest"),
        new LookedUp((Map<String, Map<String, Map<String, Object>>>) lookedUp));
  }
}

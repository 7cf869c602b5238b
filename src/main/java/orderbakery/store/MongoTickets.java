package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orderbakery.component.Caller;
import orderbakery.feed.TicketStore;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Tickets in {@code presentation.feed-tickets}, by their SHA-256. One without a principal is of the
 * time before authentication was configured.
 */
public final class MongoTickets implements TicketStore {
  static final String COLLECTION = "feed-tickets";
  private static final String PRINCIPAL = "principal";
  private static final String SCOPES = "scopes";
  private static final String EXPIRES_AT = "expiresAt";
  private static final String TOKEN_EXPIRES_AT = "tokenExpiresAt";

  private final MongoCollection<Document> tickets;

  public MongoTickets(MongoDatabase presentation) {
    this.tickets = presentation.getCollection(COLLECTION);
  }

  static void index(MongoDatabase presentation) {
    MongoCollection<Document> tickets = presentation.getCollection(COLLECTION);
    tickets.createIndex(ascending(PRINCIPAL, EXPIRES_AT));
    tickets.createIndex(ascending(EXPIRES_AT));
  }

  @Override
  public void add(String digest, Caller caller, Instant expires) {
    Document ticket =
        new Document("_id", digest)
            .append(PRINCIPAL, principalOf(caller))
            .append(SCOPES, List.copyOf(caller.scopes()))
            .append(EXPIRES_AT, Date.from(expires));
    if (caller.expires() != null) {
      ticket.append(TOKEN_EXPIRES_AT, Date.from(caller.expires()));
    }
    tickets.insertOne(ticket);
  }

  private static String principalOf(Caller caller) {
    return caller.owner().orElse(null);
  }

  @Override
  public Optional<Caller> take(String digest, Instant now) {
    return Optional.ofNullable(tickets.findOneAndDelete(and(eq("_id", digest), isOpen(now))))
        .map(MongoTickets::callerOf);
  }

  private static Bson isOpen(Instant now) {
    return and(gt(EXPIRES_AT, Date.from(now)), lte(EXPIRES_AT, latest(now)));
  }

  /** A ticket that is good for longer is of a clock that was wrong. */
  private static Date latest(Instant now) {
    return Date.from(now.plus(ClockError.MOST));
  }

  private static Caller callerOf(Document ticket) {
    String principal = ticket.getString(PRINCIPAL);
    if (principal == null) {
      return Caller.ANONYMOUS;
    }
    Date tokenExpires = ticket.getDate(TOKEN_EXPIRES_AT);
    return new Caller(
        principal,
        Set.copyOf(ticket.getList(SCOPES, String.class)),
        tokenExpires == null ? null : tokenExpires.toInstant());
  }

  @Override
  public int countOpen(Caller caller, Instant now, int most) {
    return Math.toIntExact(
        tickets.countDocuments(
            and(eq(PRINCIPAL, principalOf(caller)), isOpen(now)), new CountOptions().limit(most)));
  }

  @Override
  public void removeExpired(Instant now, int most) {
    List<String> expired = new ArrayList<>();
    tickets
        .find(or(lte(EXPIRES_AT, Date.from(now)), gt(EXPIRES_AT, latest(now))))
        .projection(include("_id"))
        .limit(most)
        .forEach(ticket -> expired.add(ticket.getString("_id")));
    if (!expired.isEmpty()) {
      tickets.deleteMany(in("_id", expired));
    }
  }
}

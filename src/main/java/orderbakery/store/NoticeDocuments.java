package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Date;
import orderbakery.log.Position;
import orderbakery.notice.Notice;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/** How a notice stands in {@code source.notices}. */
final class NoticeDocuments {
  static final String CHANNEL = "channel";
  static final String ENTITY = "entityId";
  static final String SEQUENCE = "sequence";
  static final String VERSION = "version";
  static final String STATE = "state";
  static final String DUE_AT = "dueAt";
  static final String OWED_AT = "owedAt";
  static final String CLAIMED_AT = "claimedAt";
  static final String ATTEMPTS = "attempts";
  static final String FACT = "fact";

  private static final Binary NO_FACT = new Binary(new byte[0]);

  /** What is to become of it. */
  enum State {
    OWED,
    CLAIMED,
    SENT,
    FAILED
  }

  private NoticeDocuments() {}

  static MongoCollection<Document> in(MongoDatabase source) {
    return source.getCollection("notices");
  }

  /** What a channel owes: only that has a time when it is due. */
  static Bson owedBy(String channel) {
    return and(eq(CHANNEL, channel), gt(DUE_AT, Date.from(Instant.EPOCH)));
  }

  static Bson is(State state) {
    return eq(STATE, state.name());
  }

  static boolean is(Document notice, State state) {
    return state.name().equals(notice.getString(STATE));
  }

  static Instant dueAt(Document notice) {
    return notice.getDate(DUE_AT).toInstant();
  }

  static Document write(Notice notice) {
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
        .append(OWED_AT, Date.from(notice.owedAt()))
        .append(DUE_AT, Date.from(notice.dueAt()))
        .append(ATTEMPTS, notice.attempts())
        .append(FACT, new Binary(notice.fact()));
  }

  static Notice read(Document document) {
    return new Notice(
        document.getString("command"),
        document.getString(CHANNEL),
        document.getString("type"),
        document.getString(ENTITY),
        new Position(document.getInteger("partition"), document.getLong(SEQUENCE)),
        document.getLong(VERSION),
        document.getString("address"),
        document.get(FACT, NO_FACT).getData(),
        document.getDate(OWED_AT).toInstant(),
        dueAt(document),
        document.getInteger(ATTEMPTS));
  }
}

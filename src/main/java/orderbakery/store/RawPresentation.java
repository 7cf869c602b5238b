package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import java.nio.ByteBuffer;
import java.time.Instant;
import orderbakery.bake.Presentation;
import orderbakery.operate.jobs.StoredPresentation;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.conversions.Bson;
import org.bson.io.BasicOutputBuffer;

/** A presentation, not decoded. */
record RawPresentation(RawBsonDocument raw) implements StoredPresentation {
  private static final Codec<Document> CODEC = new DocumentCodec();
  private static final EncoderContext CONTEXT = EncoderContext.builder().build();

  String id() {
    return raw.getString("_id").getValue();
  }

  @Override
  public long version() {
    return raw.get("version") instanceof BsonInt64 version ? version.getValue() : 0;
  }

  /** Finds it as long as nobody has written it since. */
  Bson unchanged() {
    return and(
        eq("_id", id()),
        eq("version", raw.get("version")),
        eq("feed.sequence", ofFeed("sequence")));
  }

  @Override
  public boolean is(Presentation baked) {
    if (!ofFeed("bakedAt").isDateTime()) {
      return false;
    }
    Instant bakedAt = Instant.ofEpochMilli(ofFeed("bakedAt").asDateTime().getValue());
    BasicOutputBuffer bytes = new BasicOutputBuffer(2 * raw.getByteBuffer().remaining());
    try (BsonBinaryWriter writer = new BsonBinaryWriter(bytes)) {
      CODEC.encode(writer, PresentationDocuments.documentOf(baked, bakedAt), CONTEXT);
    }
    return ByteBuffer.wrap(bytes.getInternalBuffer(), 0, bytes.size())
        .equals(raw.getByteBuffer().asNIO());
  }

  private BsonValue ofFeed(String field) {
    return raw.get(FeedDocument.FIELD) instanceof BsonDocument feed && feed.containsKey(field)
        ? feed.get(field)
        : BsonNull.VALUE;
  }
}

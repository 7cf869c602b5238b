package orderbakery.store;

import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DocumentCodec;

/** What may be read at a time, in bytes as they are stored; the heap takes some ten times that. */
final class ByteBudget {
  private static final Codec<Document> CODEC = new DocumentCodec();

  private final long most;
  private long spent;

  ByteBudget(long most) {
    this.most = most;
  }

  boolean isSpent() {
    return spent > most;
  }

  long spent() {
    return spent;
  }

  /** Counts a document that stays as it is. */
  void count(RawBsonDocument document) {
    spent += document.getByteBuffer().remaining();
  }

  Document decode(RawBsonDocument document) {
    return decode(document, 1);
  }

  /**
   * Decodes a document and counts it.
   *
   * @param times how often it will be in memory
   */
  Document decode(RawBsonDocument document, long times) {
    spent += times * document.getByteBuffer().remaining();
    return document.decode(CODEC);
  }
}

package orderbakery.embedded;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/** The rest of a result, handed out in replies that a driver accepts. */
final class BatchCursor extends AbstractCursor {
  // drivers refuse a reply of 48 million bytes
  private static final int REPLY_BYTES = 16 << 20;

  private List<Document> rest;

  BatchCursor(long id, List<Document> documents) {
    super(id);
    this.rest = documents;
  }

  /** Makes the rest independent of later changes. */
  void detach() {
    rest = rest.stream().map(Document::cloneDeeply).toList();
  }

  @Override
  public boolean isEmpty() {
    return rest.isEmpty();
  }

  @Override
  public List<Document> takeDocuments(int most) {
    int count = fitting(Math.min(most, rest.size()));
    List<Document> taken = rest.subList(0, count);
    rest = rest.subList(count, rest.size());
    return taken;
  }

  // at least one, else the client would ask for ever
  private int fitting(int most) {
    long bytes = 0;
    for (int i = 0; i < most; i++) {
      bytes += BsonDocumentType.sizeOf(rest.get(i));
      if (bytes > REPLY_BYTES) {
        return Math.max(1, i);
      }
    }
    return most;
  }
}

package orderbakery.api;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes documents one after the other, as they come from the store, until the page is full: by
 * their number, or by their bytes. It never holds the documents of a page.
 */
public final class PageWriter {
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final DocumentWriter documents;
  private final int mostBytes;

  /**
   * A writer.
   *
   * @param documents writes one document
   */
  public PageWriter(DocumentWriter documents) {
    this(documents, MOST_BYTES);
  }

  PageWriter(DocumentWriter documents, int mostBytes) {
    this.documents = documents;
    this.mostBytes = mostBytes;
  }

  /**
   * A page of the first documents; of one at least, if there is any.
   *
   * @param documents closed in the end where they are a cursor
   * @param limit entries at most
   * @param shown what clients see of a document
   */
  WrittenPage write(
      Iterable<? extends Map<String, Object>> documents,
      int limit,
      Function<Map<String, Object>, Map<String, Object>> shown) {
    Iterator<? extends Map<String, Object>> next = documents.iterator();
    try {
      return write(next, limit, shown);
    } finally {
      close(next);
    }
  }

  private static void close(Iterator<?> documents) {
    if (documents instanceof Closeable cursor) {
      try {
        cursor.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private WrittenPage write(
      Iterator<? extends Map<String, Object>> documents,
      int limit,
      Function<Map<String, Object>, Map<String, Object>> shown) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    page.write('[');
    Map<String, Object> last = null;
    boolean isFull = false;
    for (int count = 0; documents.hasNext() && !isFull; count++) {
      Map<String, Object> document = documents.next();
      byte[] entry = this.documents.json(shown.apply(document));
      isFull =
          count == limit || (count > 0 && page.size() + entry.length + ",]".length() > mostBytes);
      if (!isFull) {
        page.writeBytes(count == 0 ? new byte[0] : new byte[] {','});
        page.writeBytes(entry);
        last = document;
      }
    }
    page.write(']');
    return new WrittenPage(page.toByteArray(), last, isFull);
  }
}

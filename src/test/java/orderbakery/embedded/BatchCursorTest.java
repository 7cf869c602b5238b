package orderbakery.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class BatchCursorTest {
  private static final int MEGABYTE = 1 << 20;

  @Test
  void keepsAReplyUnderSixteenMegabytes() {
    BatchCursor cursor = cursorOver(40, MEGABYTE);

    assertThat(cursor.takeDocuments(1_000)).hasSize(15);
    assertThat(cursor.takeDocuments(1_000)).hasSize(15);
    assertThat(cursor.takeDocuments(1_000)).hasSize(10);
    assertThat(cursor.isEmpty()).isTrue();
  }

  @Test
  void handsOutADocumentHoweverLargeItIs() {
    assertThat(cursorOver(2, 17 * MEGABYTE).takeDocuments(1_000)).hasSize(1);
  }

  @Test
  void handsOutNoMoreThanAskedFor() {
    assertThat(cursorOver(5, 1).takeDocuments(3)).hasSize(3);
  }

  private static BatchCursor cursorOver(int documents, int size) {
    Document document = new Document("text", "x".repeat(size));
    return new BatchCursor(1, Collections.nCopies(documents, document));
  }
}

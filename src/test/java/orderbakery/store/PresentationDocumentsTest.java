package orderbakery.store;

import static orderbakery.fixtures.Commands.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.InsertOneModel;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import orderbakery.bake.Baking;
import orderbakery.bake.Presentation;
import orderbakery.bake.PresentationWrite;
import orderbakery.bake.Shown;
import orderbakery.component.Fact;
import orderbakery.component.ToldTypes;
import orderbakery.log.Position;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A presentation holds what a client may see, and beside it what only we do. */
class PresentationDocumentsTest {
  private static final Map<String, Object> PUBLIC = Map.of("id", "o", "version", 1L, "status", "X");

  private final PresentationDocuments documents =
      new PresentationDocuments(Clock.fixed(NOON, ZoneOffset.UTC));

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void saysWhomItBelongsToAlsoOnceItIsDeleted(boolean deleted) {
    Document document = written(fact("ada"), deleted);

    assertThat(document).containsEntry("owner", "ada").containsEntry("deleted", deleted);
    assertThat(FeedDocument.change(document).owner()).isEqualTo("ada");
    assertThat(FeedDocument.change(document).data()).isEqualTo(PUBLIC);
  }

  @Test
  void hasNoFieldForNobody() {
    Document document = written(fact(null), false);

    assertThat(document).doesNotContainKey("owner");
    assertThat(FeedDocument.change(document).owner()).isNull();
  }

  private Document written(Fact fact, boolean deleted) {
    Presentation presentation = new Presentation(fact, deleted, PUBLIC);
    Baking baking =
        new Baking(
            List.of(new PresentationWrite(Shown.NOTHING, presentation)), List.of(), List.of());
    return ((InsertOneModel<Document>) documents.write(baking).get(0)).getDocument();
  }

  private static Fact fact(String owner) {
    return new Fact(
        "c", "x.created", "o", new Position(0, 1), 1, NOON, null, owner, ToldTypes.NONE, Map.of());
  }
}

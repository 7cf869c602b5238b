package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import orderbakery.operate.sweeps.Stray;
import orderbakery.operate.sweeps.Strays;
import orderbakery.store.ComponentCollections;
import orderbakery.store.MongoStrays;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** What sweeps look for is found, whatever the size of a piece; its neighbours are not. */
class StraysIT extends FlowTest {
  private static final int SMALL = 3;
  private static final int LARGE = 10_000;

  private Strays strays;

  @Autowired
  void collections(@Qualifier("order-collections") ComponentCollections collections) {
    strays = new MongoStrays(collections);
  }

  @Test
  void findsOrdersThatAreNotPresentedAsTheyAre() {
    String well = placed();
    String missing = placed();
    String older = placed();
    Instant before = Instant.now();
    accepted(bakery.patch(older, object("note", "soon")));
    bakery.awaitOrder(older, 2);
    presentations().deleteOne(Filters.eq("_id", missing));
    presentations().updateOne(Filters.eq("_id", older), Updates.set("version", 1L));

    for (int limit : List.of(SMALL, LARGE)) {
      assertThat(unpresented(limit, Instant.now().plusSeconds(1)))
          .contains(missing, older)
          .doesNotContain(well);
      assertThat(unpresented(limit, before))
          .as("those that had time")
          .contains(missing)
          .doesNotContain(older, well);
    }
  }

  @Test
  void findsPresentationsWithoutAnOrder() {
    String well = placed();
    String orphan = placed();
    stored.awaitRest(orphan);
    stored.source().getCollection("orders").deleteOne(Filters.eq("_id", orphan));

    for (int limit : List.of(SMALL, LARGE)) {
      assertThat(ids(place -> strays.orphans(place, limit))).contains(orphan).doesNotContain(well);
    }
    presentations().deleteOne(Filters.eq("_id", orphan));
  }

  @Test
  void findsNoEventThatIsExecuted() {
    String id = placed();
    stored.awaitRest(id);

    assertThat(strays.lateEvents(Instant.now().plusSeconds(1), LARGE))
        .extracting(Stray::id)
        .doesNotContainAnyElementsOf(
            stored.eventsOf(id).stream().map(event -> event.getString("_id")).toList());
  }

  private List<String> unpresented(int limit, Instant before) {
    return ids(place -> strays.unpresented(place, limit, before));
  }

  private static List<String> ids(Function<String, Strays.Piece> look) {
    List<String> ids = new ArrayList<>();
    String place = null;
    do {
      Strays.Piece piece = look.apply(place);
      piece.found().forEach(stray -> ids.add(stray.id()));
      place = piece.next();
    } while (place != null);
    return ids;
  }

  private String placed() {
    return bakery.placed(anOrder().of(1, "Beans").body());
  }

  private MongoCollection<Document> presentations() {
    return stored.presentation().getCollection("orders");
  }
}

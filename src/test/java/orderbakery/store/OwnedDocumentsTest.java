package orderbakery.store;

import static orderbakery.fixtures.Commands.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.InsertOneModel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.execute.Entity;
import orderbakery.execute.EntityWrite;
import orderbakery.execute.Execution;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import orderbakery.log.ScheduledCommand;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of entities and events with an owner, and those of earlier versions without. */
class OwnedDocumentsTest {
  private static final Map<String, Object> STATE = Map.of("status", "PLACED");

  @ParameterizedTest
  @ValueSource(strings = "ada")
  @NullSource
  void keepsWhomAnEntityBelongsToApartFromItsState(String owner) {
    Entity entity = new Entity("o", 3, 2, owner, 17, List.of(), STATE);
    Execution execution =
        new Execution(
            List.of(new EntityWrite(0, entity)), List.of(), List.of(), List.of(), Set.of());

    Document document =
        ((InsertOneModel<Document>) new EntityDocuments().write(execution).get(0)).getDocument();

    assertThat(document.containsKey("owner")).isEqualTo(owner != null);
    assertThat(EntityDocuments.read(document)).isEqualTo(entity);
    assertThat(EntityDocuments.read(document).state()).isEqualTo(STATE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @NullSource
  void keepsWhatACommandMayChange(Boolean changesAll) {
    ScheduledCommand command =
        new ScheduledCommand(
            "c", "o", "order", "x", Map.of(), null, NOON, "n", "ada", changesAll, "00", null);
    PlatformEvent event = new PlatformEvent(command, new Position(3, 17), NOON, 2);

    Document document = new EventDocuments().write(List.of(event)).get(0);

    assertThat(document.containsKey("changesAll")).isEqualTo(changesAll != null);
    assertThat(EventDocuments.read(document).command().changesAll()).isEqualTo(changesAll);
  }
}

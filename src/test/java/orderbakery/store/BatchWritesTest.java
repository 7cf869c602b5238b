package orderbakery.store;

import static java.util.stream.Collectors.toMap;
import static orderbakery.fixtures.Commands.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import orderbakery.bake.Baking;
import orderbakery.bake.Presentation;
import orderbakery.bake.PresentationWrite;
import orderbakery.bake.Shown;
import orderbakery.component.Fact;
import orderbakery.component.ToldTypes;
import orderbakery.execute.Entity;
import orderbakery.execute.EntityWrite;
import orderbakery.execute.Execution;
import orderbakery.log.Position;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However new and changed are mixed in a batch, MongoDB gets one command of it, or two. */
class BatchWritesTest {
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e");
  private static final Set<String> CHANGED = Set.of("b", "d");

  private final MongoServer server = new MongoServer(H2Backend.inMemory());
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final PresentationDocuments presentations =
      new PresentationDocuments(Clock.fixed(NOON, ZoneOffset.UTC));
  private MongoClient client;
  private MongoCollection<Document> orders;

  @BeforeEach
  void open() {
    server.bind("127.0.0.1", 0);
    CommandListener listener =
        new CommandListener() {
          @Override
          public void commandStarted(CommandStartedEvent event) {
            commands.add(event.getCommandName());
          }
        };
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(server.getConnectionString()))
                .addCommandListener(listener)
                .build());
    orders = client.getDatabase("test").getCollection("orders");
  }

  @AfterEach
  void close() {
    client.close();
    server.shutdown();
  }

  @Test
  void writesNewEntitiesFirstAndThenTheChangedOnes() {
    CHANGED.forEach(id -> orders.insertOne(EntityDocuments.documentOf(entity(id, 1))));
    commands.clear();

    orders.bulkWrite(
        entities(
            IDS.stream()
                .map(id -> CHANGED.contains(id) ? changed(id) : new EntityWrite(0, entity(id, 1)))
                .toList()));

    assertThat(commands).containsExactly("insert", "update");
    assertThat(versions()).isEqualTo(Map.of("a", 1L, "b", 2L, "c", 1L, "d", 2L, "e", 1L));
  }

  @Test
  void presentsNewAndChangedInTheOrderOfTheBatch() {
    orders.bulkWrite(presented(List.of(presentation("b", 1), presentation("d", 1))));
    commands.clear();
    List<WriteModel<Document>> batch =
        presented(IDS.stream().map(id -> presentation(id, CHANGED.contains(id) ? 2 : 1)).toList());

    orders.bulkWrite(batch);

    assertThat(commands).containsExactly("update");
    assertThat(batch)
        .extracting(it -> ((ReplaceOneModel<Document>) it).getReplacement().getString("_id"))
        .isEqualTo(IDS);
    assertThat(versions()).isEqualTo(Map.of("a", 1L, "b", 2L, "c", 1L, "d", 2L, "e", 1L));
  }

  @Test
  void insertsWhereAllIsNew() {
    orders.bulkWrite(presented(IDS.stream().map(id -> presentation(id, 1)).toList()));

    assertThat(commands).containsExactly("insert");
  }

  @Test
  void refusesInAMixedBatchWhatAnotherBakerWasFasterToPresent() {
    orders.bulkWrite(presented(List.of(presentation("a", 1), presentation("b", 1))));

    assertThatThrownBy(
            () -> orders.bulkWrite(presented(List.of(presentation("b", 2), presentation("a", 1)))))
        .isInstanceOfSatisfying(
            MongoBulkWriteException.class,
            e -> assertThat(e.getWriteErrors().get(0).getCode()).isEqualTo(11000));
    assertThat(versions()).isEqualTo(Map.of("a", 1L, "b", 2L));
  }

  private static List<WriteModel<Document>> entities(List<EntityWrite> writes) {
    return new EntityDocuments()
        .write(new Execution(writes, List.of(), List.of(), List.of(), Set.of()));
  }

  private static EntityWrite changed(String id) {
    return new EntityWrite(1, entity(id, 2));
  }

  private static Entity entity(String id, long version) {
    return new Entity(id, 0, version, null, version, List.of(), Map.of());
  }

  private List<WriteModel<Document>> presented(List<PresentationWrite> writes) {
    return presentations.write(new Baking(writes, List.of(), List.of()));
  }

  /** After the version before it, or as a new one. */
  private static PresentationWrite presentation(String id, long version) {
    Shown before = version == 1 ? Shown.NOTHING : new Shown(version - 1, version - 1);
    Fact fact =
        new Fact(
            id + version,
            "order.changed",
            id,
            new Position(0, version),
            version,
            NOON,
            null,
            null,
            ToldTypes.NONE,
            Map.of());
    return new PresentationWrite(before, new Presentation(fact, false, Map.of("id", id)));
  }

  private Map<String, Long> versions() {
    return orders.find().into(new ArrayList<>()).stream()
        .collect(toMap(it -> it.getString("_id"), it -> it.getLong("version")));
  }
}

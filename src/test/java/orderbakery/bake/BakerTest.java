package orderbakery.bake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.Commands.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.Reading;
import orderbakery.broker.RoomMessage;
import orderbakery.component.Fact;
import orderbakery.component.Problem;
import orderbakery.component.ToldTypes;
import orderbakery.execute.Execution;
import orderbakery.figures.AcceptedAt;
import orderbakery.fixtures.Counters;
import orderbakery.log.Position;
import orderbakery.message.FactMessages;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/** What a batch of facts comes to, whatever is stored already. */
class BakerTest {
  private static final int PARTITION = 3;

  private final Map<String, Shown> stored = new HashMap<>();
  private final List<Set<String>> asked = new ArrayList<>();
  private final List<Long> acceptedAt = new ArrayList<>();
  private final Baker<String> baker =
      new Baker<>(
          new Counters(),
          ids -> {
            asked.add(ids);
            return stored;
          },
          new DeadLetters(null, Clock.systemUTC(), 10_000),
          acceptedAt::add);

  @Test
  void writesAndTellsWhatIsNew() {
    Baking baking = bake(created("c", 1, 7));

    assertThat(baking.writes())
        .singleElement()
        .satisfies(
            write -> {
              assertThat(write.isNew()).isTrue();
              Presentation it = write.presentation();
              assertThat(it.id()).isEqualTo("c");
              assertThat(it.version()).isEqualTo(1);
              assertThat(it.position()).isEqualTo(new Position(PARTITION, 7));
              assertThat(it.deleted()).isFalse();
              assertThat(it.document()).isEqualTo(Map.of("id", "c", "version", 1L, "added", "c1"));
            });
    assertThat(baker.frames(baking))
        .singleElement()
        .satisfies(
            frame -> {
              assertThat(frame.routingKey()).isEqualTo("counter.created");
              assertThat(frame.headers()).containsEntry("owner", "ada");
              assertThat(new String(frame.body(), UTF_8))
                  .contains("\"data\":{", "\"added\":\"c1\"");
            });
    assertThat(asked).containsExactly(Set.of("c"));
  }

  @Test
  void tellsOnceTheyAreWrittenWhenTheCommandsWereAccepted() {
    Baking baking = bake(created("c", 1, 7), created("d", 1, 8));
    assertThat(acceptedAt).isEmpty();

    baker.frames(baking);

    assertThat(acceptedAt).containsExactly(AcceptedAt.UNKNOWN, AcceptedAt.UNKNOWN);
  }

  @Test
  void writesTheNewestOfManyAndTellsAllInTheirOrder() {
    Baking baking =
        bake(created("c", 1, 7), created("d", 1, 8), updated("c", 2, 9), updated("c", 3, 10));

    assertThat(baking.writes())
        .extracting(write -> write.presentation().shown())
        .as("in order of sequence")
        .containsExactly(new Shown(1, 8), new Shown(3, 10));
    assertThat(told(baking)).containsExactly("c1", "d1", "c2", "c3");
  }

  @Test
  void writesTheNewestWhenTheyComeOutOfOrder() {
    Baking baking = bake(updated("c", 2, 9), created("c", 1, 7));

    assertThat(baking.writes())
        .extracting(write -> write.presentation().version())
        .containsExactly(2L);
  }

  @Test
  void changesNothingForWhatIsOlderAndTellsItOnceMore() {
    stored.put("c", new Shown(3, 10));

    Baking baking = bake(updated("c", 2, 9));

    assertThat(baking.writes()).isEmpty();
    assertThat(told(baking)).as("its frame may have been lost").containsExactly("c2");
  }

  @Test
  void tellsWhatIsStoredAlreadyOnceMoreAndWritesNothing() {
    stored.put("c", new Shown(2, 9));

    Baking baking = bake(updated("c", 2, 9));

    assertThat(baking.writes()).isEmpty();
    assertThat(told(baking)).as("its frame may have been lost").containsExactly("c2");
  }

  @Test
  void writesWhatIsToldAgainAtALaterPlace() {
    stored.put("c", new Shown(2, 9));

    Baking baking = bake(updated("c", 2, 12));

    assertThat(baking.writes())
        .singleElement()
        .satisfies(
            write -> {
              assertThat(write.isNew()).isFalse();
              assertThat(write.expected()).isEqualTo(new Shown(2, 9));
              assertThat(write.presentation().shown()).isEqualTo(new Shown(2, 12));
            });
    assertThat(told(baking)).containsExactly("c2");
  }

  @Test
  void tellsARejectionThoughItChangesNothing() {
    stored.put("c", new Shown(5, 20));

    Baking baking = bake(message(rejected("c", 2, 9)));

    assertThat(baking.writes()).isEmpty();
    assertThat(asked).containsExactly(Set.of());
    assertThat(baker.frames(baking))
        .singleElement()
        .satisfies(
            frame ->
                assertThat(new String(frame.body(), UTF_8))
                    .contains("\"type\":\"/problems/refused\"", "\"operation\":\"refuse\""));
  }

  @Test
  void bakesAgainWhatIsRebuiltAndTellsNobody() {
    stored.put("c", new Shown(2, 9));

    Baking same = bake(rebuilt(fact("c", "updated", 2, 9)));
    Baking newer = bake(rebuilt(fact("c", "updated", 2, 12)));
    Baking older = bake(rebuilt(fact("c", "updated", 2, 8)));

    assertThat(same.writes()).hasSize(1);
    assertThat(newer.writes()).hasSize(1);
    assertThat(older.writes()).isEmpty();
    assertThat(Stream.of(same, newer, older).flatMap(it -> told(it).stream())).isEmpty();
  }

  @Test
  void leavesTheNeighboursOfWhatCannotBeReadOrBaked() {
    Message broken = new Message("{}".getBytes(UTF_8), new MessageProperties());

    Reading<Baked> reading =
        baker.bake(List.of(message(fact("c", "created", 1, 7)), broken, created("d", 1, 8)));

    assertThat(reading.readable()).extracting(it -> it.fact().entityId()).containsExactly("c", "d");
    assertThat(reading.unreadable()).extracting(it -> it.message()).containsExactly(broken);
  }

  @Test
  void showsNothingBeforeTheFirstVersion() {
    assertThat(Shown.NOTHING.isNothing()).isTrue();
    assertThat(new Shown(1, 1).isNothing()).isFalse();
    assertThat(new Shown(1, 1).isAbove(new Shown(1, 1))).isFalse();
    assertThat(new Shown(1, 9).isAbove(new Shown(2, 1))).isFalse();
  }

  private Baking bake(Message... messages) {
    Reading<Baked> reading = baker.bake(List.of(messages));
    assertThat(reading.unreadable()).isEmpty();
    return baker.plan(reading.readable());
  }

  private static List<String> told(Baking baking) {
    return baking.frames().stream()
        .map(frame -> new String(frame.body(), UTF_8).replaceAll(".*\"added\":\"(\\w+)\".*", "$1"))
        .toList();
  }

  private static Message created(String id, long version, long sequence) {
    return message(fact(id, "created", version, sequence));
  }

  private static Message updated(String id, long version, long sequence) {
    return message(fact(id, "updated", version, sequence));
  }

  private static Fact fact(String id, String change, long version, long sequence) {
    String type = "counter." + change;
    return fact(
        id,
        type,
        version,
        sequence,
        ToldTypes.NONE.with(type, sequence),
        Map.of("added", id + version));
  }

  private static Fact rejected(String id, long version, long sequence) {
    Problem problem = new Problem("refused", "Refused", 409, "no");
    return fact(
        id,
        "counter.rejected",
        version,
        sequence,
        ToldTypes.NONE,
        Fact.refusal(id, "refuse", problem.toDocument()));
  }

  private static Fact fact(
      String id,
      String type,
      long version,
      long sequence,
      ToldTypes told,
      Map<String, Object> data) {
    Position position = new Position(PARTITION, sequence);
    return new Fact(
        id + "-" + sequence, type, id, position, version, NOON, null, "ada", told, data);
  }

  private static Message message(Fact fact) {
    Execution execution = new Execution(List.of(), List.of(fact), List.of(), List.of(), Set.of());
    return received(new FactMessages().write(execution).get(0));
  }

  private static Message rebuilt(Fact fact) {
    return received(new FactMessages().rebuilt("counter", List.of(fact)).get(0));
  }

  private static Message received(RoomMessage sent) {
    MessageProperties properties = new MessageProperties();
    properties.setReceivedRoutingKey(sent.routingKey());
    return new Message(sent.body(), properties);
  }
}

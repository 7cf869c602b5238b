package orderbakery.pipeline;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import orderbakery.component.Fact;
import orderbakery.component.Replay;
import orderbakery.execute.Entity;
import orderbakery.execute.Fold;
import orderbakery.execute.Intervention;
import orderbakery.fixtures.Commands;
import orderbakery.fixtures.Counters;
import orderbakery.log.EventStatus;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;

/** I2, I3 and I6, whatever repeats, interleaves and crashes. */
class PipelinePropertiesTest {
  private static final int COMMANDS = 24;
  private static final int ENTITIES = 3;

  @Property(tries = 4000, shrinking = ShrinkingMode.OFF)
  void hasOneEventOneEffectAndOneOrder(@ForAll long seed) {
    Random chance = new Random(seed);
    PipelineUnderCrashes pipeline = new PipelineUnderCrashes(chance);
    for (int i = 0; i < COMMANDS; i++) {
      int id = chance.nextInt(6) == 0 ? chance.nextInt(i + 1) : i;
      pipeline.schedule(Commands.counter("c" + id, "e" + id % ENTITIES, operation(id)));
      pipeline.step();
      pipeline.step();
    }
    pipeline.settle();

    everyCommandIsOneEventWithoutAHole(pipeline);
    everyEventHasOneEnd(pipeline);
    everyFactIsToldTheSameEachTime(pipeline);
    versionsAreOneTwoThree(pipeline);
    factsAppearInOrderOfThePartition(pipeline);
    everyEntityIsTheFoldOfItsEvents(pipeline);
    everyVersionIsTheReplayOfTheEventsThatMadeTheOnesBefore(pipeline);
  }

  private static String operation(int id) {
    return id % 11 == 10 ? "refuse" : id == 17 || id == 5 ? "break" : "add";
  }

  private static void everyCommandIsOneEventWithoutAHole(PipelineUnderCrashes pipeline) {
    List<PlatformEvent> events = pipeline.log.events();
    assertThat(events).extracting(PlatformEvent::id).doesNotHaveDuplicates();
    events.stream()
        .collect(groupingBy(PlatformEvent::partition))
        .values()
        .forEach(
            partition -> {
              assertThat(partition.stream().map(PlatformEvent::sequence).sorted())
                  .isEqualTo(
                      java.util.stream.LongStream.rangeClosed(1, partition.size())
                          .boxed()
                          .toList());
            });
  }

  private static void everyEventHasOneEnd(PipelineUnderCrashes pipeline) {
    for (PlatformEvent event : pipeline.log.events()) {
      EventStatus status = pipeline.log.statusOf(event.id());
      assertThat(status).as(event.id()).isNotIn(EventStatus.OPEN);
      List<Fact> told =
          pipeline.published.stream().filter(fact -> fact.id().equals(event.id())).toList();
      if (Intervention.of(event.operation()).isPresent()) {
        assertThat(told).as("an intervention is no fact").isEmpty();
      } else {
        assertThat(told)
            .as("%s is %s", event.id(), status)
            .isNotEmpty()
            .allSatisfy(
                fact -> assertThat(fact.isRejection()).isEqualTo(status == EventStatus.REJECTED));
      }
    }
  }

  private static void everyFactIsToldTheSameEachTime(PipelineUnderCrashes pipeline) {
    pipeline.published.stream()
        .filter(fact -> !fact.isRejection())
        .collect(groupingBy(Fact::id))
        .values()
        .forEach(
            same ->
                assertThat(same)
                    .extracting(fact -> List.of(fact.type(), fact.version(), fact.data()))
                    .containsOnly(
                        List.of(same.get(0).type(), same.get(0).version(), same.get(0).data())));
  }

  private static void versionsAreOneTwoThree(PipelineUnderCrashes pipeline) {
    for (Entity entity : pipeline.entities.values()) {
      List<String> effects = new ArrayList<>();
      pipeline.published.stream()
          .filter(fact -> fact.entityId().equals(entity.id()) && !fact.isRejection())
          .sorted(java.util.Comparator.comparingLong(Fact::version))
          .map(Fact::id)
          .distinct()
          .forEach(effects::add);
      assertThat(entity.version()).isEqualTo(effects.size());
      assertThat(entity.state()).isEqualTo(Map.of("added", String.join(";", effects) + ";"));
    }
  }

  private static void everyEntityIsTheFoldOfItsEvents(PipelineUnderCrashes pipeline) {
    Fold<String> fold = new Fold<>(new Counters(() -> true));
    for (Entity entity : pipeline.entities.values()) {
      Entity folded = fold.of(pipeline.log.logged(entity.id())).orElseThrow();
      assertThat(folded.version()).isEqualTo(entity.version());
      assertThat(folded.state()).isEqualTo(entity.state());
      Fact told = entity.fact().orElseThrow();
      Fact again = folded.fact().orElseThrow();
      assertThat(again).usingRecursiveComparison().ignoringFields("told").isEqualTo(told);
      // of two owners one may move a place that the other does not know of; both have told it there
      assertThat(again.told().sequences().keySet()).isEqualTo(told.told().sequences().keySet());
    }
  }

  /** In order of sequence, as they stand in the log. */
  private static void everyVersionIsTheReplayOfTheEventsThatMadeTheOnesBefore(
      PipelineUnderCrashes pipeline) {
    Counters counters = new Counters(() -> true);
    for (String entity : pipeline.entities.keySet()) {
      Map<Long, Object> told =
          pipeline.published.stream()
              .filter(fact -> fact.entityId().equals(entity) && !fact.isRejection())
              .collect(toMap(Fact::version, Fact::data, (first, again) -> again));
      Replay<String> replay = new Replay<>(counters);
      pipeline.log.logged(entity).stream()
          .filter(it -> it.status() == EventStatus.EXECUTED)
          .filter(it -> Intervention.of(it.event().operation()).isEmpty())
          .forEach(
              it -> {
                replay.take(it.event(), it.entityVersion());
                assertThat(counters.toDocument(replay.state().orElseThrow()))
                    .isEqualTo(told.remove(replay.version()));
              });
      assertThat(told).isEmpty();
    }
  }

  private static void factsAppearInOrderOfThePartition(PipelineUnderCrashes pipeline) {
    Map<String, Position> firstTold = new LinkedHashMap<>();
    pipeline.published.forEach(fact -> firstTold.putIfAbsent(fact.id(), fact.position()));
    firstTold.values().stream()
        .collect(groupingBy(Position::partition))
        .values()
        .forEach(partition -> assertThat(partition.stream().map(Position::sequence)).isSorted());
  }
}

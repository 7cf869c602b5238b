package orderbakery.pipeline;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import orderbakery.component.Fact;
import orderbakery.execute.Backlog;
import orderbakery.execute.Bookkeeping;
import orderbakery.execute.Entity;
import orderbakery.execute.EntityWrite;
import orderbakery.execute.Execution;
import orderbakery.execute.Executor;
import orderbakery.execute.Intervention;
import orderbakery.execute.Mark;
import orderbakery.execute.Standstill;
import orderbakery.execute.Stuck;
import orderbakery.fixtures.Commands;
import orderbakery.fixtures.Counters;
import orderbakery.fixtures.InMemoryLog;
import orderbakery.log.EventStatus;
import orderbakery.log.Partitions;
import orderbakery.log.PlatformEvent;
import orderbakery.log.ScheduledCommand;
import orderbakery.log.Sequencer;

/**
 * The writer and the manager over an in-memory log and store, two of each, interleaved by chance.
 * With {@code crashes} on, a step may end between any two of its effects, or in the middle of one;
 * whatever it was working on comes back.
 */
final class PipelineUnderCrashes {
  private static final int PARTITIONS = 2;

  /** More than enough when nothing crashes. */
  private static final int ROUNDS = 200;

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** A manager that has read and not written yet. */
  private record Paused(Executor<String> executor, Backlog backlog) {}

  final InMemoryLog log = new InMemoryLog();
  final Map<String, Entity> entities = new HashMap<>();
  final List<Fact> published = new ArrayList<>();
  private final Random chance;
  private final List<Sequencer> writers = new ArrayList<>();
  private final List<Executor<String>> managers = new ArrayList<>();
  private final ArrayDeque<ScheduledCommand> queue = new ArrayDeque<>();
  private Paused paused;
  private boolean crashes = true;
  private boolean repaired;
  private long seconds;
  private int interventions;

  PipelineUnderCrashes(Random chance) {
    this.chance = chance;
    for (int i = 0; i < 2; i++) {
      Partitions partitions = new Partitions(PARTITIONS);
      writers.add(new Sequencer(partitions, log, clock(), second -> {}, component -> 1));
      managers.add(new Executor<>(new Counters(() -> repaired), clock()));
    }
  }

  void schedule(ScheduledCommand command) {
    queue.add(command);
  }

  /** One step of somebody. */
  void step() {
    try {
      switch (chance.nextInt(5)) {
        case 0, 1 -> write(any(writers));
        case 2 -> execute(any(managers), backlog());
        case 3 -> intervene();
        default -> pauseOrGoOn();
      }
    } catch (Crash e) {
      // the process is gone; what it had not acknowledged comes back
    }
  }

  /** Everybody works without a crash until nothing is left, and what stands still is released. */
  void settle() {
    crashes = false;
    pauseOrGoOn();
    drain();
    repaired = true;
    int rounds = 0;
    for (List<PlatformEvent> parked = parked(); !parked.isEmpty(); parked = parked()) {
      parked.forEach(event -> schedule(Intervention.RETRY, event.entityId(), event.id()));
      drain();
      require(rounds++ < ROUNDS, "Events stay parked: " + parked);
    }
  }

  private void drain() {
    while (!queue.isEmpty()) {
      write(writers.get(0));
    }
    int rounds = 0;
    for (Backlog left = backlog(); !left.pending().isEmpty(); left = backlog()) {
      execute(managers.get(0), left);
      require(rounds++ < ROUNDS, "Events stay pending: " + left.pending());
    }
  }

  /** An operator does something about an event, mostly a parked one; or deploys other code. */
  private void intervene() {
    List<PlatformEvent> parked = parked();
    List<PlatformEvent> all = parked.isEmpty() || chance.nextInt(6) == 0 ? log.events() : parked;
    if (chance.nextInt(4) == 0) {
      repaired = !repaired;
      paused = null;
    } else if (!all.isEmpty()) {
      PlatformEvent event = any(all);
      schedule(any(List.of(Intervention.values())), event.entityId(), event.id());
    }
  }

  private void schedule(Intervention intervention, String entityId, String target) {
    schedule(Commands.intervention("i" + interventions++, entityId, intervention, target));
  }

  /** What an operator sees first of each entity that stands still. */
  private List<PlatformEvent> parked() {
    return log.events().stream()
        .map(PlatformEvent::entityId)
        .distinct()
        .flatMap(entity -> log.stuck(entity).stream().limit(1))
        .map(Stuck::event)
        .toList();
  }

  private void write(Sequencer writer) {
    List<ScheduledCommand> batch = queue.stream().limit(1 + chance.nextInt(5)).toList();
    boolean stored = false;
    int rounds = 0;
    for (boolean again = false; !stored; again = true) {
      require(rounds++ < ROUNDS, "Commands are never stored: " + batch);
      try {
        List<PlatformEvent> events = writer.number(batch, again);
        int reached = crashPoint(events.size());
        log.insert(events.subList(0, reached));
        crashIf(reached < events.size());
        writer.confirm(events);
        stored = true;
      } catch (InMemoryLog.Duplicate e) {
        stored = false;
      }
    }
    mayCrash();
    batch.forEach(command -> queue.poll());
  }

  private void pauseOrGoOn() {
    if (paused == null && crashes) {
      paused = new Paused(any(managers), backlog());
    } else if (paused != null) {
      Paused goesOn = paused;
      paused = null;
      execute(goesOn.executor(), goesOn.backlog());
    }
  }

  private void execute(Executor<String> manager, Backlog read) {
    Execution execution = manager.execute(read);
    if (!writeAll(execution.writes())) {
      return;
    }
    mayCrash();
    mark(execution.early());
    for (Fact fact : execution.facts()) {
      published.add(fact);
      mayCrash();
    }
    mark(execution.marks());
  }

  private void mark(List<Mark> marks) {
    for (Mark mark : marks) {
      int reached = crashPoint(mark.ids().size());
      log.mark(new Mark(mark.values(), mark.ids().subList(0, reached)));
      crashIf(reached < mark.ids().size());
    }
  }

  /** An ordered bulk of inserts and compare-and-sets; false when somebody else was faster. */
  private boolean writeAll(List<EntityWrite> writes) {
    for (EntityWrite write : writes) {
      Entity stored = entities.get(write.entity().id());
      if ((stored == null ? 0 : stored.version()) != write.expectedVersion()) {
        return false;
      }
      entities.put(write.entity().id(), write.entity());
      mayCrash();
    }
    return true;
  }

  private Backlog backlog() {
    List<PlatformEvent> pending = new ArrayList<>();
    int share = 1 + chance.nextInt(6);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      log.with(EventStatus.PENDING, partition).stream().limit(share).forEach(pending::add);
    }
    Map<String, Standstill> standstills = new HashMap<>();
    Map<String, String> releasedBy = new HashMap<>();
    for (PlatformEvent event : pending) {
      List<Stuck> stuck = log.stuck(event.entityId());
      int read = chance.nextInt(3) == 0 ? 1 + chance.nextInt(3) : stuck.size();
      List<Stuck> found = stuck.stream().limit(read).toList();
      standstills.putIfAbsent(event.entityId(), new Standstill(found, found.size() < stuck.size()));
      if (event.payload().get("command") instanceof String target) {
        Bookkeeping values = log.bookkeepingOf(target);
        if (values != null && values.releasedBy() != null) {
          releasedBy.put(target, values.releasedBy());
        } else if (values != null && values.skippedBy() != null) {
          releasedBy.put(target, values.skippedBy());
        }
      }
    }
    Map<String, Entity> found = new LinkedHashMap<>(entities);
    found.keySet().retainAll(pending.stream().map(PlatformEvent::entityId).toList());
    return new Backlog(pending, found, standstills, releasedBy, Set.of());
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return Instant.EPOCH.plusSeconds(seconds++);
      }

      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }
    };
  }

  private int crashPoint(int size) {
    return crashes && size > 0 && chance.nextInt(8) == 0 ? chance.nextInt(size) : size;
  }

  private void mayCrash() {
    crashIf(crashes && chance.nextInt(10) == 0);
  }

  private static void crashIf(boolean crash) {
    if (crash) {
      throw new Crash();
    }
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new IllegalStateException(otherwise);
    }
  }

  private <T> T any(List<T> all) {
    return all.get(chance.nextInt(all.size()));
  }
}

package orderbakery.log;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.log.EventLog.Top;

/**
 * Numbers commands for the log: per partition 1, 2, 3 …, with creation times that never go back.
 *
 * <p>Its counters are a guess that the log corrects: whoever finds a number or an id taken numbers
 * the same commands again. They follow what was stored, never what was only tried: a counter ahead
 * of the log would leave a hole.
 */
public final class Sequencer {
  private final Partitions partitions;
  private final EventLog log;
  private final Clock clock;
  private final Map<Integer, Top> tops = new HashMap<>();

  public Sequencer(Partitions partitions, EventLog log, Clock clock) {
    this.partitions = partitions;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Gives each command the next place of its partition, in the order given; a command id counts
   * once.
   *
   * @param again whether an insert of these commands has failed: then the log is asked what it
   *     holds already
   */
  public synchronized List<PlatformEvent> number(List<ScheduledCommand> commands, Boolean again) {
    Map<String, ScheduledCommand> fresh = new LinkedHashMap<>();
    commands.forEach(command -> fresh.putIfAbsent(command.id(), command));
    if (Boolean.TRUE.equals(again)) {
      Set<String> stored = log.stored(fresh.keySet());
      fresh.keySet().removeAll(stored);
      tops.clear();
    }
    Instant now = clock.instant();
    Map<Integer, Top> reached = new HashMap<>();
    return fresh.values().stream().map(command -> next(command, now, reached)).toList();
  }

  /** These events are in the log: the next ones follow them. */
  public synchronized void confirm(List<PlatformEvent> events) {
    events.forEach(
        event -> tops.put(event.partition(), new Top(event.sequence(), event.creationTime())));
  }

  private PlatformEvent next(ScheduledCommand command, Instant now, Map<Integer, Top> reached) {
    int partition = partitions.of(command.entityId());
    Top previous = reached.getOrDefault(partition, tops.computeIfAbsent(partition, log::top));
    Instant creationTime = now.isBefore(previous.creationTime()) ? previous.creationTime() : now;
    Top next = new Top(previous.sequence() + 1, creationTime);
    reached.put(partition, next);
    Position position = new Position(partition, next.sequence());
    return new PlatformEvent(command, position, creationTime, PlatformEvent.SCHEMA_VERSION);
  }
}

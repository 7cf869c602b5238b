package orderbakery.log;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
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
  private final KeyConflicts conflicts;
  private final ToIntFunction<String> forms;
  private final Map<Integer, Top> tops = new HashMap<>();

  /**
   * A sequencer that knows nothing of the log yet.
   *
   * @param forms the form in which a component's payloads are written today
   */
  public Sequencer(
      Partitions partitions,
      EventLog log,
      Clock clock,
      KeyConflicts conflicts,
      ToIntFunction<String> forms) {
    this.partitions = partitions;
    this.log = log;
    this.clock = clock;
    this.conflicts = conflicts;
    this.forms = forms;
  }

  /**
   * Gives each command the next place of its partition, in the order given; a command id counts
   * once.
   *
   * @param again whether an insert of these commands has failed: then the log is asked what it
   *     holds already
   */
  public synchronized List<PlatformEvent> number(List<ScheduledCommand> commands, Boolean again) {
    Map<String, String> digests = new HashMap<>();
    if (Boolean.TRUE.equals(again)) {
      digests.putAll(log.digests(commands.stream().map(ScheduledCommand::id).toList()));
      tops.clear();
    }
    Instant now = clock.instant();
    Map<Integer, Top> reached = new HashMap<>();
    return commands.stream()
        .filter(command -> isFirst(command, digests))
        .map(command -> next(command, now, reached))
        .toList();
  }

  /** These events are in the log: the next ones follow them. */
  public synchronized void confirm(List<PlatformEvent> events) {
    events.forEach(
        event -> tops.put(event.partition(), new Top(event.sequence(), event.creationTime())));
  }

  private boolean isFirst(ScheduledCommand command, Map<String, String> digests) {
    String digest = Objects.toString(command.digest());
    String first = digests.putIfAbsent(command.id(), digest);
    if (first != null && !first.equals(digest)) {
      conflicts.found(command);
    }
    return first == null;
  }

  private PlatformEvent next(ScheduledCommand command, Instant now, Map<Integer, Top> reached) {
    int partition = partitions.of(command.entityId());
    Top previous = reached.getOrDefault(partition, tops.computeIfAbsent(partition, log::top));
    Instant creationTime = now.isBefore(previous.creationTime()) ? previous.creationTime() : now;
    Top next = new Top(previous.sequence() + 1, creationTime);
    reached.put(partition, next);
    Position position = new Position(partition, next.sequence());
    int form = forms.applyAsInt(command.serviceName());
    return new PlatformEvent(command, position, creationTime, form);
  }
}

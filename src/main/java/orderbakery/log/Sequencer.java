package orderbakery.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Numbers commands for the log: per partition 1, 2, 3 …, with creation times that never go back.
 *
 * <p>Its counters are a guess that the log corrects: whoever finds a number taken calls {@link
 * #forget()} and numbers again.
 */
public final class Sequencer {

  /** The last event of a partition; {@link #NONE} before the first. */
  public record Top(long sequence, Instant creationTime) {
    public static final Top NONE = new Top(0, Instant.EPOCH);
  }

  private final Partitions partitions;
  private final IntFunction<Top> log;
  private final Map<Integer, Top> tops = new HashMap<>();

  /**
   * @param log reads the last event of a partition
   */
  public Sequencer(Partitions partitions, IntFunction<Top> log) {
    this.partitions = partitions;
    this.log = log;
  }

  /** Gives each command the next place of its partition, in the order given. */
  public synchronized List<PlatformEvent> number(List<ScheduledCommand> commands, Instant now) {
    List<PlatformEvent> events = new ArrayList<>(commands.size());
    for (ScheduledCommand command : commands) {
      int partition = partitions.of(command.entityId());
      Top previous = tops.computeIfAbsent(partition, log::apply);
      Instant creationTime = now.isBefore(previous.creationTime()) ? previous.creationTime() : now;
      Top next = new Top(previous.sequence() + 1, creationTime);
      tops.put(partition, next);
      events.add(
          new PlatformEvent(
              command,
              new Position(partition, next.sequence()),
              creationTime,
              PlatformEvent.SCHEMA_VERSION));
    }
    return events;
  }

  /** The log knows better: read its tops again before numbering. */
  public synchronized void forget() {
    tops.clear();
  }
}

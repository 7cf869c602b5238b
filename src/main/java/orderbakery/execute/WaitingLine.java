package orderbakery.execute;

import java.util.NavigableMap;
import java.util.TreeMap;

/** What stands still of one entity, in the order of the log, as far as it was read. */
final class WaitingLine {
  private final NavigableMap<Long, Stuck> read = new TreeMap<>();
  private final boolean more;

  WaitingLine(Standstill standstill) {
    standstill.events().forEach(this::put);
    this.more = standstill.more();
  }

  boolean isEmpty() {
    return read.isEmpty() && !more;
  }

  /** Whether all of it that was read is gone, and there is more. */
  boolean isUnread() {
    return read.isEmpty() && more;
  }

  boolean hasNext() {
    return !read.isEmpty();
  }

  Stuck first() {
    return read.firstEntry().getValue();
  }

  Stuck removeFirst() {
    return read.pollFirstEntry().getValue();
  }

  /** Puts one into its place, or another one into the place of the same event. */
  void put(Stuck stuck) {
    read.put(stuck.event().sequence(), stuck);
  }

  /** Lets one come last; behind what was not read, it is read in its turn. */
  void append(Stuck stuck) {
    if (!more) {
      put(stuck);
    }
  }
}

package orderbakery.execute;

import java.util.List;

/**
 * What stands still of one entity.
 *
 * @param events the parked one and those that wait behind it, in order; empty where nobody
 *     intervenes, since nothing is done about them
 * @param more whether there are more than these
 */
public record Standstill(List<Stuck> events, boolean more) {
  static final Standstill NONE = new Standstill(List.of(), false);

  public Standstill {
    events = List.copyOf(events);
  }
}

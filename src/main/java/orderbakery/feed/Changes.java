package orderbakery.feed;

import java.util.List;
import orderbakery.component.Fact;

/** The changes that the presentation shows: of each entity the newest, and where it stands. */
public interface Changes {

  /**
   * What was found.
   *
   * @param changes facts whose data is the public document; none only where there is none
   * @param more whether there may be others behind them
   */
  record Found(List<Fact> changes, boolean more) {

    public Found {
      changes = List.copyOf(changes);
    }
  }

  /** The newest change of a partition, {@link Mark#NONE} before the first. */
  Mark newest(int partition);

  /**
   * The changes of a partition above a mark that a client is to be told of, in order of sequence.
   * Each is of the type that {@link Interest#of} says.
   *
   * @param above changes that are not above this have been asked for before
   * @param limit the most that are returned; fewer where they are big
   */
  Found after(int partition, Mark above, Span span, Interest interest, int limit);
}

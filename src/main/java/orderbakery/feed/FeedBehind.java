package orderbakery.feed;

/**
 * A client has seen more in another process than this one has passed on yet. Frames would take it
 * back; it has to wait until they have arrived here.
 */
public final class FeedBehind extends RuntimeException {
  private static final long serialVersionUID = 1;

  FeedBehind(int partition, Mark passed, Mark newest) {
    super(
        "Partition %s has passed up to sequence %s, the presentation is at %s"
            .formatted(partition, passed.sequence(), newest.sequence()));
  }
}

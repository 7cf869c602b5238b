package orderbakery.feed;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import orderbakery.component.Fact;

/**
 * The frames of what the presentation has and the feed has not passed on, read a piece at a time.
 *
 * <p>When the store fails, the same question can be asked again.
 */
final class Missed implements Iterator<FeedFrame> {
  private final Feed feed;
  private final CatchUp catchUp;
  private final Queue<FeedFrame> piece = new ArrayDeque<>();
  private boolean over;

  Missed(Feed feed, CatchUp catchUp) {
    this.feed = feed;
    this.catchUp = catchUp;
  }

  @Override
  public boolean hasNext() {
    while (piece.isEmpty() && !over) {
      load();
    }
    return !piece.isEmpty();
  }

  private void load() {
    var found = catchUp.load();
    over = found.isEmpty();
    for (Fact change : found) {
      catchUp.take(change);
      Mark goal = catchUp.goal().of(change.position().partition());
      piece.addAll(feed.missed(change, catchUp.span(change), goal, catchUp.finished()));
    }
    if (over) {
      feed.missedUpTo(catchUp.goal());
    }
  }

  @Override
  public FeedFrame next() {
    if (!hasNext()) {
      throw new NoSuchElementException("nothing more was missed");
    }
    return piece.remove();
  }
}

package orderbakery.feed;

import java.util.Optional;
import orderbakery.log.EventLog;

/** Tells whether a token can be resumed with, and up to where. */
final class Resumption {
  private final Feed feed;
  private final EventLog log;

  Resumption(Feed feed, EventLog log) {
    this.feed = feed;
    this.log = log;
  }

  /** Why the token cannot be used; empty if it can. */
  Optional<String> refusal(Optional<ResumeToken> token) {
    if (token.isEmpty()) {
      return Optional.of("The token is malformed");
    }
    ResumeToken current = feed.token(feed.now());
    if (!token.get().component().equals(current.component())) {
      return Optional.of("The token is malformed: it is not of this feed");
    }
    if (!token.get().epoch().equals(current.epoch())) {
      return Optional.of("The token is of another log");
    }
    Place place = token.get().place();
    Marks passed = current.place().marks();
    if (!place.isOf(passed.count())) {
      return Optional.of("The token is of another number of partitions");
    }
    Marks seen = place.highest();
    boolean ahead = passed.below(seen).anyMatch(p -> log.top(p).sequence() < seen.of(p).sequence());
    return ahead ? Optional.of("The token is ahead of the log") : Optional.empty();
  }

  /**
   * The way from the place of a usable token to what has passed here; what passes later comes live.
   *
   * @throws FeedBehind when another process has shown the client changes that have not passed here.
   *     A token may be ahead of rejections alone: the presentation does not show them
   */
  CatchUp catchUp(Place from, Interest interest) {
    Marks passed = feed.now();
    for (int partition : passed.below(from.highest()).toArray()) {
      Mark newest = feed.newest(partition);
      if (passed.of(partition).isBelow(newest)) {
        throw new FeedBehind(partition, passed.of(partition), newest);
      }
    }
    return feed.catchUp(from, passed.orHigher(from.marks()), interest);
  }
}

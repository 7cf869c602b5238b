package orderbakery.feed;

import java.time.Duration;
import java.util.Optional;
import orderbakery.log.EventLog;

/** Tells whether a token can be resumed with, and up to where. */
final class Resumption {
  /** Another process may be a little ahead of this one. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

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
    if (!token.get().epoch().equals(current.epoch())) {
      return Optional.of("The token is of another log");
    }
    Marks marks = token.get().marks();
    if (marks.count() != current.marks().count()) {
      return Optional.of("The token is of another number of partitions");
    }
    boolean ahead =
        current.marks().below(marks).anyMatch(p -> log.top(p).sequence() < marks.of(p).sequence());
    return ahead ? Optional.of("The token is ahead of the log") : Optional.empty();
  }

  /**
   * The way from a usable token to what has passed here; what passes later comes live.
   *
   * <p>A token may stay ahead: of rejections, which the presentation does not show.
   */
  CatchUp catchUp(ResumeToken token) {
    Marks passed = feed.await(token.marks(), PATIENCE);
    return feed.catchUp(token.marks(), passed.orHigher(token.marks()));
  }
}

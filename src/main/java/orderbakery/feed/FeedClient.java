package orderbakery.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import orderbakery.component.Fact;
import orderbakery.component.Problem;

/** One client; its events come one at a time. */
final class FeedClient {
  private static final int PIECE_CHARACTERS = 128 * 1024;
  private static final int PIECE_FRAMES = 64;

  private final Feed feed;
  private final Resumption resumption;
  private final ControlFrames frames;
  private final String owner;
  private final List<Reply> piece = new ArrayList<>();
  private Interest interest;
  private Place place;
  private CatchUp catchUp;
  private Marks known;

  /**
   * A client that hears nothing before it is known what it wants.
   *
   * @param owner whose changes alone it may hear of; null for everybody's
   */
  FeedClient(Feed feed, Resumption resumption, ControlFrames frames, String owner) {
    this.feed = feed;
    this.resumption = resumption;
    this.frames = frames;
    this.owner = owner;
    this.known = feed.nothing();
  }

  void wants(Interest wanted) {
    interest = wanted.within(owner);
  }

  /** It is told what it missed from here on, as soon as it is known what it wants. */
  void resumesFrom(Place seen) {
    place = seen;
    resume();
  }

  private void resume() {
    if (place != null && interest != null) {
      catchUp = resumption.catchUp(place, interest);
      known = catchUp.goal();
      place = null;
    }
  }

  /** It has changed its mind; what it has not caught up on it is told as it wants now. */
  Reply subscribe(Interest wanted) {
    wants(wanted);
    if (catchUp != null) {
      place = catchUp.finished();
      catchUp = null;
    }
    String text = frames.subscribed(wanted);
    return place == null ? reply(text) : new Reply(text, Reply.Live.WAITS, audience());
  }

  /** What it wants cannot be told: it hears nothing, and its catching up waits. */
  Reply refuse(Problem problem) {
    interest = null;
    if (catchUp != null) {
      place = catchUp.reached();
      catchUp = null;
    }
    return release(frames.error(problem));
  }

  /** A frame of its own. */
  Reply reply(String text) {
    return new Reply(text, Reply.Live.AS_BEFORE, audience());
  }

  /** A frame of its own; live frames follow. */
  Reply release(String text) {
    return new Reply(text, Reply.Live.FOLLOWS, audience());
  }

  private Predicate<Object> audience() {
    return interest == null ? about -> false : new Audience(interest, known);
  }

  /**
   * The next piece of what it missed, at the end with the word that it is live. When the store
   * fails, the same can be asked again, and nothing is left out that was taken before.
   */
  List<Reply> nextPiece() {
    resume();
    if (catchUp != null) {
      fillPiece();
    }
    List<Reply> filled = List.copyOf(piece);
    piece.clear();
    return filled;
  }

  private void fillPiece() {
    int characters = 0;
    List<Fact> found = catchUp.load();
    while (!found.isEmpty() && characters < PIECE_CHARACTERS && piece.size() < PIECE_FRAMES) {
      for (Fact change : found) {
        if (characters < PIECE_CHARACTERS) {
          catchUp.take(change);
          Reply reply = reply(feed.textOf(change, catchUp.reached()));
          characters += reply.text().length();
          piece.add(reply);
        }
      }
      found = catchUp.load();
    }
    if (found.isEmpty()) {
      known = catchUp.goal();
      piece.add(release(frames.live(feed.token(known))));
      catchUp = null;
    }
  }
}

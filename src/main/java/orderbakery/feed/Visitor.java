package orderbakery.feed;

import java.util.ArrayList;
import java.util.List;
import orderbakery.component.Fact;

/** One client; its events come one at a time. */
final class Visitor {
  private static final int PIECE_CHARACTERS = 128 * 1024;
  private static final int PIECE_FRAMES = 64;

  private final Feed feed;
  private final ControlFrames frames;
  private Interest interest = Interest.ALL;
  private CatchUp catchUp;
  private Marks known;

  Visitor(Feed feed, ControlFrames frames) {
    this.feed = feed;
    this.frames = frames;
    this.known = feed.nothing();
  }

  void wants(Interest wanted) {
    interest = wanted;
  }

  void resumesBy(CatchUp way) {
    catchUp = way;
    known = way.goal();
  }

  /** A frame of its own. */
  Reply reply(String text) {
    return new Reply(text, false, audience());
  }

  /** A frame of its own; live frames follow. */
  Reply release(String text) {
    return new Reply(text, true, audience());
  }

  private Audience audience() {
    return new Audience(interest, known);
  }

  /** The next piece of what it missed, at the end with the word that it is live. */
  List<Reply> nextPiece() {
    List<Reply> piece = new ArrayList<>();
    if (catchUp == null) {
      return piece;
    }
    int characters = 0;
    List<Fact> found = catchUp.load(interest);
    while (!found.isEmpty() && characters < PIECE_CHARACTERS && piece.size() < PIECE_FRAMES) {
      for (Fact change : found) {
        if (characters < PIECE_CHARACTERS) {
          catchUp.take(change);
          Reply reply = reply(feed.textOf(change, catchUp.reached()));
          characters += reply.text().length();
          piece.add(reply);
        }
      }
      found = catchUp.load(interest);
    }
    if (found.isEmpty()) {
      piece.add(release(frames.live(feed.token(catchUp.reached()))));
      catchUp = null;
    }
    return piece;
  }
}

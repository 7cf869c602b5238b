package orderbakery.operate.letters;

import java.time.Instant;
import java.util.List;
import orderbakery.broker.Letter;
import orderbakery.operate.Justification;
import orderbakery.operate.StoreAway;

/** Keeps what operators have discarded: nothing vanishes. */
public interface DiscardedLetters {

  /**
   * Keeps letters for ever, with who discarded them, why and when. A letter that is kept already
   * stays as it is and has one more entry of that kind.
   *
   * @throws StoreAway when they are not surely kept
   */
  void keep(List<Letter> letters, Justification why, Instant now);
}

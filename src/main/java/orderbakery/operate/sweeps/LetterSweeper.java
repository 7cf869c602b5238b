package orderbakery.operate.sweeps;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import orderbakery.operate.letters.LetterAction;
import orderbakery.operate.letters.LetterDesk;
import orderbakery.operate.letters.LetterSelection;

/** Sends letters back that no queue wanted. */
public final class LetterSweeper {
  static final String UNROUTABLE_LETTERS = "unroutable-letters";

  private static final String UNROUTABLE = "unroutable";

  private final SweepLedger ledger;
  private final LetterDesk letters;
  private final Clock clock;

  public LetterSweeper(SweepLedger ledger, LetterDesk letters, Clock clock) {
    this.ledger = ledger;
    this.letters = letters;
    this.clock = clock;
  }

  /** Whether this process does a sweep; of several, one does. */
  public boolean claims(String sweep, Date time) {
    return ledger.claim(sweep, time.toInstant());
  }

  /**
   * Letters that no queue wanted go back where one does now. Those that stay are counted once: by
   * how many more there are than after the last sweep.
   */
  public Finding unroutableLetters() {
    LetterAction action = letters.sendBack(UNROUTABLE, LetterSelection.ALL, false);
    Instant since = action.oldest() == null ? clock.instant() : Instant.parse(action.oldest());
    String before = ledger.place(UNROUTABLE_LETTERS);
    long stayedBefore = before == null ? 0 : Long.parseLong(before);
    ledger.keepPlace(UNROUTABLE_LETTERS, Long.toString(action.withoutWayBack()));
    return Finding.of(
        UNROUTABLE_LETTERS,
        action.found(),
        action.done() + Math.max(0, action.withoutWayBack() - stayedBefore),
        action.ids().stream().map(id -> new Stray(id, 0, since)).toList());
  }
}

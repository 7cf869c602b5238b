package orderbakery.operate.letters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import orderbakery.broker.Letter;
import orderbakery.broker.LetterQueue;
import orderbakery.message.EventTimes;

/** One way through a queue of letters: what is meant and possible is done, piece by piece. */
final class LetterHandling {
  private static final int PIECE = 500;
  private static final long PIECE_BYTES = 4L * 1024 * 1024;
  private static final int MOST_IDS = 100;

  private final boolean dryRun;
  private final Predicate<Letter> possible;
  private final Consumer<List<Letter>> effect;
  private final List<Letter> piece = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private long bytes;
  private Letter first;
  private int found;
  private int done;

  /**
   * @param effect is done before the letters leave their queue; it may run twice
   */
  LetterHandling(boolean dryRun, Predicate<Letter> possible, Consumer<List<Letter>> effect) {
    this.dryRun = dryRun;
    this.possible = possible;
    this.effect = effect;
  }

  LetterAction handle(String queue, LetterQueue letterQueue, LetterSelection selection) {
    for (Optional<Letter> next = letterQueue.next(); next.isPresent(); next = letterQueue.next()) {
      next.filter(selection::meets).ifPresent(letter -> find(letter, letterQueue));
    }
    settle(letterQueue);
    return new LetterAction(
        queue,
        dryRun,
        found,
        done,
        found - done,
        List.copyOf(ids),
        Optional.ofNullable(first).flatMap(LetterHandling::timeOf).orElse(null));
  }

  private void find(Letter letter, LetterQueue letterQueue) {
    first = first == null ? letter : first;
    found++;
    if (ids.size() < MOST_IDS) {
      ids.add(letter.id());
    }
    if (possible.test(letter)) {
      done++;
      add(letter, letterQueue);
    }
  }

  private void add(Letter letter, LetterQueue letterQueue) {
    if (!dryRun) {
      piece.add(letter);
      bytes += letter.size();
      if (piece.size() == PIECE || bytes > PIECE_BYTES) {
        settle(letterQueue);
      }
    }
  }

  private static Optional<String> timeOf(Letter letter) {
    return Optional.ofNullable(letter.time())
        .or(() -> EventTimes.of(letter.body()).map(Instant::toString));
  }

  private void settle(LetterQueue letterQueue) {
    if (!piece.isEmpty()) {
      effect.accept(List.copyOf(piece));
      letterQueue.take(piece);
      piece.clear();
      bytes = 0;
    }
  }
}

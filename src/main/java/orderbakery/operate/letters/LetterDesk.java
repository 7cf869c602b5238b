package orderbakery.operate.letters;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import orderbakery.broker.Letter;
import orderbakery.broker.LetterQueue;
import orderbakery.broker.LetterQueues;
import orderbakery.operate.Justification;
import orderbakery.operate.StoreAway;
import orderbakery.operate.Unknown;

/**
 * Looks at dead letters, sends them back, discards them. A letter leaves its queue last: a crash
 * before that may repeat what was done, and loses nothing. While one call looks at a queue its
 * letters are hidden from others, so calls come one after the other.
 *
 * <p>Every method throws {@link Unknown} for a queue or an id that there is not, and {@link
 * orderbakery.broker.BrokerAway} when the broker does not answer.
 */
public final class LetterDesk {
  /** Letters of a queue that one call looks at; the oldest come first. */
  static final int MOST_LOOKED_AT = 100_000;

  private final LetterQueues letterQueues;
  private final DiscardedLetters discarded;
  private final Clock clock;

  public LetterDesk(LetterQueues letterQueues, DiscardedLetters discarded, Clock clock) {
    this.letterQueues = letterQueues;
    this.discarded = discarded;
    this.clock = clock;
  }

  /** How many letters lie in each queue. */
  public Map<String, Long> counts() {
    return letterQueues.counts();
  }

  /**
   * The first letters of a selection, the oldest first. Nothing changes.
   *
   * @param shown what is kept of each while the next is read
   */
  public synchronized <T> List<T> letters(
      String queue, LetterSelection selection, int limit, Function<Letter, T> shown) {
    List<T> found = new ArrayList<>();
    try (LetterQueue letterQueue = open(queue)) {
      Optional<Letter> next = letterQueue.next();
      while (next.isPresent() && found.size() < limit) {
        next.filter(selection::meets).map(shown).ifPresent(found::add);
        next = found.size() < limit ? letterQueue.next() : Optional.empty();
      }
    }
    return found;
  }

  /** One letter. Nothing changes. */
  public Letter letter(String queue, String id) {
    return letters(queue, LetterSelection.of(id), 1, Function.identity()).stream()
        .findFirst()
        .orElseThrow(() -> unknown(queue, id));
  }

  /** Publishes letters again where they came from; one that no queue would take stays. */
  public LetterAction sendBack(String queue, LetterSelection selection, boolean dryRun) {
    Map<List<String>, Boolean> known = new HashMap<>();
    return handle(
        queue,
        selection,
        new LetterHandling(
            dryRun,
            letter ->
                known.computeIfAbsent(
                    Arrays.asList(letter.room(), letter.routingKey()),
                    way -> letterQueues.hasWayBack(letter)),
            letterQueues::sendBack));
  }

  /**
   * Keeps letters in the store and takes them out of their queue.
   *
   * @throws StoreAway when the store does not answer
   */
  public LetterAction discard(
      String queue, LetterSelection selection, boolean dryRun, Justification why) {
    return handle(
        queue,
        selection,
        new LetterHandling(
            dryRun, letter -> true, letters -> discarded.keep(letters, why, clock.instant())));
  }

  private synchronized LetterAction handle(
      String queue, LetterSelection selection, LetterHandling handling) {
    try (LetterQueue letterQueue = open(queue)) {
      LetterAction action = handling.handle(queue, letterQueue, selection);
      if (selection.id() != null && action.found() == 0) {
        throw unknown(queue, selection.id());
      }
      return action;
    }
  }

  private LetterQueue open(String queue) {
    if (!letterQueues.queues().contains(queue)) {
      throw new Unknown("There is no queue of letters with the name " + queue);
    }
    return letterQueues.open(queue, MOST_LOOKED_AT);
  }

  private static Unknown unknown(String queue, String id) {
    return new Unknown("Queue %s has no letter %s".formatted(queue, id));
  }
}

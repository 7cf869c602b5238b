package orderbakery.notice;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what each channel owes: every few seconds at most, whoever asks. */
public final class Debts {
  private static final Logger LOG = LoggerFactory.getLogger(Debts.class);
  private static final long GOOD_FOR = Duration.ofSeconds(15).toNanos();

  private record Found(Optional<Debt> debt, long at) {}

  private final Function<String, Debt> store;
  private final LongSupplier nanoTime;
  private final Map<String, Found> newest = new HashMap<>();

  /**
   * @param store what it keeps of a channel
   * @param nanoTime never goes back, {@code System::nanoTime}
   */
  public Debts(Function<String, Debt> store, LongSupplier nanoTime) {
    this.store = store;
    this.nanoTime = nanoTime;
  }

  /** What a channel owes, or owed a moment ago; empty while the store does not tell. */
  public synchronized Optional<Debt> of(String channel) {
    Found last = newest.get(channel);
    if (last == null || nanoTime.getAsLong() - last.at() >= GOOD_FOR) {
      last = new Found(find(channel), nanoTime.getAsLong());
      newest.put(channel, last);
    }
    return last.debt();
  }

  private Optional<Debt> find(String channel) {
    try {
      return Optional.of(store.apply(channel));
    } catch (RuntimeException away) {
      LOG.debug("What {} owes is not known", channel, away);
      return Optional.empty();
    }
  }
}

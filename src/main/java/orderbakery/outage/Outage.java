package orderbakery.outage;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log when a server begins to fail and when it is well again, and counts in between. One
 * per server and process, for all that works with that server: hundreds of failures are a handful
 * of lines.
 *
 * <p>For any number of threads.
 */
public final class Outage {
  /** Something may go on failing while the rest works: it is over when nothing has failed since. */
  static final Duration CALM = Duration.ofSeconds(8);

  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
  private static final long FIRST_REMINDER = Duration.ofSeconds(10).toNanos();
  private static final int LONGEST_REASON = 200;

  private final String server;
  private final LongSupplier nanoTime;
  private volatile boolean under;
  private long began;
  private long last;
  private long remindedAfter;
  private int failures;

  /**
   * @param server how the log calls it
   * @param nanoTime never goes back, {@code System::nanoTime}
   */
  public Outage(String server, LongSupplier nanoTime) {
    this.server = server;
    this.nanoTime = nanoTime;
  }

  /**
   * Something that needs the server has failed, and will be tried again.
   *
   * @param why in a few words
   */
  public synchronized void failed(String why) {
    long now = nanoTime.getAsLong();
    String reason = shortened(why);
    if (!under) {
      under = true;
      began = now;
      failures = 0;
      remindedAfter = FIRST_REMINDER;
      LOG.warn("{} fails: {}", server, reason);
    } else if (now - began >= remindedAfter) {
      remindedAfter *= 2;
      LOG.warn(
          "{} still fails after {} s, {} times so far: {}",
          server,
          seconds(now - began),
          failures + 1,
          reason);
    }
    failures++;
    last = now;
  }

  /** Something that needs the server has succeeded. */
  public void worked() {
    if (under) {
      end();
    }
  }

  /** Whether it has begun and, as far as anybody has tried, not ended. */
  public boolean isUnderWay() {
    return under;
  }

  private synchronized void end() {
    if (under && nanoTime.getAsLong() - last >= CALM.toNanos()) {
      under = false;
      LOG.warn(
          "{} is well again: it failed for {} s, {}",
          server,
          seconds(last - began),
          failures == 1 ? "once" : failures + " times");
    }
  }

  private static long seconds(long nanos) {
    return Duration.ofNanos(nanos).toSeconds();
  }

  /** Drivers tell all that they know, in one line of a thousand characters. */
  private static String shortened(String why) {
    String line = String.valueOf(why).lines().findFirst().orElse("");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + " …";
  }
}

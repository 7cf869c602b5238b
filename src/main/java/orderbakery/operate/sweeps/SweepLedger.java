package orderbakery.operate.sweeps;

import java.time.Instant;

/** Which sweeps were done, and how far. */
public interface SweepLedger {

  /** Whether this process does the sweep of this time: the first one that asks. */
  boolean claim(String sweep, Instant time);

  /** Behind which id the last one of these sweeps has ended; null for the beginning. */
  String place(String sweep);

  void keepPlace(String sweep, String place);
}

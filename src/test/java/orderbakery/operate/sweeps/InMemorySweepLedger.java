package orderbakery.operate.sweeps;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Sweeps of one test. */
final class InMemorySweepLedger implements SweepLedger {
  final Map<String, String> places = new HashMap<>();
  private final Set<String> claims = new HashSet<>();

  @Override
  public boolean claim(String sweep, Instant time) {
    return claims.add(sweep + time);
  }

  @Override
  public String place(String sweep) {
    return places.get(sweep);
  }

  @Override
  public void keepPlace(String sweep, String place) {
    places.put(sweep, place);
  }
}

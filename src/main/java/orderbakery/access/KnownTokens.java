package orderbakery.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import orderbakery.component.Caller;
import orderbakery.log.Sha256;

/**
 * Remembers who has shown which token, so that not each request costs the check of a signature. Not
 * beyond the end of the token, and not for long: a key may be withdrawn. It keeps no token, only
 * its digest.
 */
public final class KnownTokens implements Function<String, Caller> {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Function<String, Caller> verifier;
  private final Clock clock;
  private final Map<String, Known> known;

  private record Known(Caller caller, Instant until) {}

  /**
   * A memory.
   *
   * @param most of them; whoever has not come for longest is forgotten
   */
  public KnownTokens(Function<String, Caller> verifier, Clock clock, int most) {
    this.verifier = verifier;
    this.clock = clock;
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > most;
          }
        };
  }

  @Override
  public Caller apply(String token) {
    String digest = Sha256.of(token);
    Instant now = clock.instant();
    Known found = get(digest);
    if (found != null && now.isBefore(found.until())) {
      return found.caller();
    }
    Caller caller = verifier.apply(token);
    put(digest, new Known(caller, earlier(caller.expires(), now.plus(LONGEST))));
    return caller;
  }

  private synchronized Known get(String digest) {
    return known.get(digest);
  }

  private synchronized void put(String digest, Known verified) {
    known.put(digest, verified);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}

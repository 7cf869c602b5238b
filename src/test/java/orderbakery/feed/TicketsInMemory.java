package orderbakery.feed;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import orderbakery.component.Caller;

/** Tickets of one process. */
final class TicketsInMemory implements TicketStore {

  private record Kept(Caller caller, Instant expires) {}

  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  private RuntimeException failure;

  /** From now on nobody is let in. */
  void fail(RuntimeException with) {
    failure = with;
  }

  Set<String> digests() {
    return kept.keySet();
  }

  @Override
  public void add(String digest, Caller caller, Instant expires) {
    kept.put(digest, new Kept(caller, expires));
  }

  @Override
  public Optional<Caller> take(String digest, Instant now) {
    if (failure != null) {
      throw failure;
    }
    return Optional.ofNullable(kept.remove(digest))
        .filter(it -> it.expires.isAfter(now))
        .map(Kept::caller);
  }

  @Override
  public int countOpen(Caller caller, Instant now, int most) {
    return (int)
        kept.values().stream()
            .filter(it -> it.caller.principal().equals(caller.principal()))
            .filter(it -> it.expires.isAfter(now))
            .limit(most)
            .count();
  }

  @Override
  public void removeExpired(Instant now, int most) {
    kept.values().removeIf(it -> !it.expires.isAfter(now));
  }
}

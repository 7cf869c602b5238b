package orderbakery.api;

import java.util.Optional;

/**
 * Which request an {@code Idempotency-Key} belongs to. The first one that claims it has it for
 * ever.
 */
public interface KeyClaims {

  /**
   * A request that has a key.
   *
   * @param digest of the request
   * @param lookedUp by what it was admitted
   */
  record Claim(String digest, LookedUp lookedUp) {}

  /**
   * Claims a key for a request, durably: of several that differ, in whatever process, one succeeds.
   *
   * @param commandId the command that the key names
   * @return the request that has claimed the key before; empty when this one is the first
   */
  Optional<Claim> claim(String commandId, Claim claim);

  /** The request that has claimed a key, durably. */
  Optional<Claim> find(String commandId);
}

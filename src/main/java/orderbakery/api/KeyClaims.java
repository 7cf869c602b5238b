package orderbakery.api;

import java.util.Optional;

/**
 * Which request an {@code Idempotency-Key} belongs to. The first one that claims it has it for
 * ever.
 */
public interface KeyClaims {

  /**
   * Claims a key for a request, durably: of several that differ, in whatever process, one succeeds.
   *
   * @param commandId the command that the key names
   * @param digest of the request
   * @return the digest of the request that has claimed the key before; empty when this one is the
   *     first
   */
  Optional<String> claim(String commandId, String digest);
}

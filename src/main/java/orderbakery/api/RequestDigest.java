package orderbakery.api;

import java.util.function.Supplier;

/**
 * What tells a request from another one with the same {@code Idempotency-Key}.
 *
 * @param value SHA-256 of method, path and canonical body, in hexadecimal
 * @param ofItsBytes the same of the body as it came, by which an earlier version has told requests
 *     apart
 */
record RequestDigest(String value, Supplier<String> ofItsBytes) {

  /**
   * Whether a claim or an event with this digest is of the same request. Keys are known for ever,
   * and so are those from before bodies were compared as JSON.
   */
  boolean isOf(String stored) {
    return value.equals(stored) || ofItsBytes.get().equals(stored);
  }
}

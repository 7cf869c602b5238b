package orderbakery.config;

import java.util.List;
import java.util.Map;
import orderbakery.access.IssuerKeys;

/**
 * Whose tokens are taken.
 *
 * @param keys by issuer, or by their address where any issuer may sign with them
 * @param isAnyone whether tokens may call their issuer as they like
 */
record TokenIssuers(Map<String, IssuerKeys> keys, boolean isAnyone) implements TroubleSource {
  TokenIssuers {
    keys = Map.copyOf(keys);
  }

  boolean isAnyAway() {
    return keys.values().stream().anyMatch(IssuerKeys::areAway);
  }

  @Override
  public List<Trouble> troubles() {
    return keys.entrySet().stream().map(it -> trouble(it.getKey(), it.getValue())).toList();
  }

  private static Trouble trouble(String issuer, IssuerKeys keys) {
    return Trouble.of(
        "issuer " + issuer,
        keys.areAway(),
        "The keys of " + issuer + " cannot be fetched, and tokens that need them are answered 503",
        "the log, and at whether this process reaches that address");
  }
}

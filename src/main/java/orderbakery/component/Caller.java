package orderbakery.component;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who sends a request, and what he may do.
 *
 * @param principal what the log calls him
 * @param scopes as a token names them, such as {@code orders:read}
 * @param expires when his token ends; null for never
 */
public record Caller(String principal, Set<String> scopes, Instant expires) {

  /** Whoever comes while no authentication is configured: may do everything, owns nothing. */
  public static final Caller ANONYMOUS = new Caller("anonymous", Set.of());

  public Caller {
    requireNonNull(principal, "principal");
    scopes = Set.copyOf(scopes);
  }

  /** A caller whose token does not end. */
  public Caller(String principal, Set<String> scopes) {
    this(principal, scopes, null);
  }

  /** Whether a token with this scope was shown, or nobody asks for one. */
  public boolean may(String scope) {
    return isAnonymous() || scopes.contains(scope);
  }

  /** Whose the entities are that he creates; empty for nobody's. */
  public Optional<String> owner() {
    return isAnonymous() ? Optional.empty() : Optional.of(principal);
  }

  private boolean isAnonymous() {
    return principal.equals(ANONYMOUS.principal);
  }
}

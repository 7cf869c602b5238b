package orderbakery.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The keys of an issuer, as they were a few minutes ago at most. A token that names another makes
 * them be fetched again, but not more often than every few seconds, whoever sends such tokens.
 */
public final class IssuerKeys implements JWSKeySelector<SecurityContext> {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  /** For one answer of the issuer, of which there are two at most. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Duration BETWEEN = Duration.ofSeconds(10);
  private static final Duration WHILE_AWAY = Duration.ofHours(1);

  private final BooleanSupplier isThere;
  private final BooleanSupplier isAway;
  private final JWSKeySelector<SecurityContext> keys;

  private IssuerKeys(
      BooleanSupplier isThere, BooleanSupplier isAway, JWKSource<SecurityContext> source) {
    this.isThere = isThere;
    this.isAway = isAway;
    this.keys = new JWSVerificationKeySelector<>(ALGORITHMS, source);
  }

  /** Those that the metadata of this issuer lead to. */
  public static IssuerKeys of(String issuer) {
    return fetched(KeyPlace.of(issuer, PATIENCE), BETWEEN);
  }

  /** Those at this address. */
  public static IssuerKeys at(String address) {
    return fetched(KeyPlace.at(address, PATIENCE), BETWEEN);
  }

  /** These. */
  public static IssuerKeys of(JWKSet keys) {
    return new IssuerKeys(() -> true, () -> false, new ImmutableJWKSet<>(keys));
  }

  /**
   * Keys that are fetched.
   *
   * @param between in which they are fetched twice at most
   */
  static IssuerKeys fetched(KeyPlace place, Duration between) {
    return new IssuerKeys(
        place::hasAnswered,
        place::isAway,
        JWKSourceBuilder.create(place)
            .cache(FRESH.toMillis(), PATIENCE.multipliedBy(4).toMillis())
            .refreshAheadCache(false)
            .rateLimited(between.toMillis())
            .outageTolerant(WHILE_AWAY.toMillis())
            .build());
  }

  /** Whether they could not be fetched when a token last needed it; not before one has. */
  public boolean areAway() {
    return isAway.getAsBoolean();
  }

  /** What can verify a token; nothing where there is no such key. */
  @Override
  public List<? extends Key> selectJWSKeys(JWSHeader header, SecurityContext context)
      throws KeySourceException {
    if (!ALGORITHMS.contains(header.getAlgorithm())) {
      return List.of();
    }
    List<? extends Key> found = find(header, context);
    if (found.isEmpty() && !isThere.getAsBoolean()) {
      throw new KeySourceException("A key is missing, and its issuer away");
    }
    return found;
  }

  private List<? extends Key> find(JWSHeader header, SecurityContext context)
      throws KeySourceException {
    try {
      return keys.selectJWSKeys(header, context);
    } catch (RateLimitReachedException asked) {
      return List.of(); // a moment ago the issuer did not have it, or was away
    }
  }
}

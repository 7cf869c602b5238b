package orderbakery.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import orderbakery.fixtures.TokenIssuer;
import org.junit.jupiter.api.Test;

/** How the keys of an issuer are fetched. */
class IssuerKeysTest {
  private static final TokenRules RULES = TokenRules.of(TokenIssuer.AUDIENCE, Set.of());
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Test
  void fetchesThemOnce() {
    try (TokenIssuer issuer = TokenIssuer.start()) {
      TokenVerifier verifier = trusting(issuer, Duration.ofMinutes(1));

      for (int i = 0; i < 20; i++) {
        verifier.apply(issuer.token("ada"));
      }

      assertThat(issuer.fetches()).isEqualTo(1);
    }
  }

  @Test
  void knowsTheNewKeyOnceTokensNameIt() {
    try (TokenIssuer issuer = TokenIssuer.start()) {
      TokenVerifier verifier = trusting(issuer, Duration.ofMinutes(1));
      String old = issuer.token("ada");
      verifier.apply(old);

      issuer.rotate();

      assertThat(verifier.apply(issuer.token("ada")).principal()).isEqualTo("ada");
      assertThatThrownBy(() -> verifier.apply(old)).isInstanceOf(BadToken.class);
    }
  }

  @Test
  void doesNotAskAgainForEveryKeyThatSomebodyMakesUp() {
    try (TokenIssuer issuer = TokenIssuer.start()) {
      TokenVerifier verifier = trusting(issuer, Duration.ofMinutes(1));

      for (int i = 0; i < 20; i++) {
        String forged = forged(issuer, "made-up-" + i);
        assertThatThrownBy(() -> verifier.apply(forged)).isInstanceOf(BadToken.class);
      }

      assertThat(issuer.fetches()).isLessThanOrEqualTo(2);
      assertThat(verifier.apply(issuer.token("ada")).principal()).isEqualTo("ada");
    }
  }

  @Test
  void cannotTellWhileTheIssuerIsAway() {
    TokenIssuer issuer = TokenIssuer.start();
    TokenVerifier verifier = trusting(issuer, Duration.ofMinutes(1));
    String token = issuer.token("ada");
    issuer.close();

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> verifier.apply(token)).isInstanceOf(IssuerAway.class);
    }
  }

  @Test
  void knowsTheKeysItHasWhileTheIssuerIsAway() {
    TokenIssuer issuer = TokenIssuer.start();
    TokenVerifier verifier = trusting(issuer, Duration.ofMinutes(1));
    verifier.apply(issuer.token("ada"));
    issuer.close();

    assertThat(verifier.apply(issuer.token("bert")).principal()).isEqualTo("bert");
    String other = forged(issuer, "newer");
    assertThatThrownBy(() -> verifier.apply(other)).isInstanceOf(IssuerAway.class);
  }

  /** A server that gives out the metadata of others is not believed. */
  @Test
  void takesNoMetadataOfAnotherIssuer() {
    try (TokenIssuer issuer = TokenIssuer.start()) {
      String alias = issuer.issuer().replace("127.0.0.1", "localhost");
      TokenVerifier verifier =
          new TokenVerifier(RULES, Map.of(alias, IssuerKeys.of(alias)), Clock.systemUTC());
      String token = issuer.sign(issuer.claims("ada").issuer(alias).build());

      assertThatThrownBy(() -> verifier.apply(token)).isInstanceOf(IssuerAway.class);
      assertThat(issuer.fetches()).isZero();
    }
  }

  private static TokenVerifier trusting(TokenIssuer issuer, Duration between) {
    return trusting(issuer, IssuerKeys.fetched(KeyPlace.of(issuer.issuer(), PATIENCE), between));
  }

  private static TokenVerifier trusting(TokenIssuer issuer, IssuerKeys keys) {
    return new TokenVerifier(RULES, Map.of(issuer.issuer(), keys), Clock.systemUTC());
  }

  private static String forged(TokenIssuer issuer, String key) {
    return TokenIssuer.sign(issuer.claims("ada").build(), TokenIssuer.rsaKey(key));
  }
}

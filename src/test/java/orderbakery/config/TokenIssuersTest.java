package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import orderbakery.access.IssuerKeys;
import orderbakery.access.TokenRules;
import orderbakery.access.TokenVerifier;
import orderbakery.fixtures.TokenIssuer;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.AuthenticationException;

/** An issuer that is away is told of: every request is answered 503 meanwhile. */
class TokenIssuersTest {
  private static final TokenRules RULES = TokenRules.of(TokenIssuer.AUDIENCE, Set.of());

  @Test
  void tellsOfAnIssuerThatIsAway() {
    TokenIssuer issuer = TokenIssuer.start();
    String token = issuer.token("ada");
    TokenIssuers issuers =
        new TokenIssuers(Map.of(issuer.issuer(), IssuerKeys.of(issuer.issuer())), false);
    TokenVerifier verifier = new TokenVerifier(RULES, issuers.keys(), Clock.systemUTC());
    assertThat(issuers.isAnyAway()).isFalse();
    assertThat(issuers.troubles()).extracting(Trouble::isSo).containsExactly(false);

    issuer.close();
    assertThatThrownBy(() -> verifier.apply(token)).isInstanceOf(AuthenticationException.class);

    assertThat(issuers.isAnyAway()).isTrue();
    assertThat(issuers.troubles())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.isSo()).isTrue();
              assertThat(it.what())
                  .startsWith("The keys of " + issuer.issuer() + " cannot be fetched");
            });
  }

  @Test
  void saysNothingOfAnIssuerThatAnswers() {
    try (TokenIssuer issuer = TokenIssuer.start()) {
      TokenIssuers issuers =
          new TokenIssuers(Map.of(issuer.issuer(), IssuerKeys.of(issuer.issuer())), false);

      new TokenVerifier(RULES, issuers.keys(), Clock.systemUTC()).apply(issuer.token("ada"));

      assertThat(issuers.isAnyAway()).isFalse();
    }
  }
}

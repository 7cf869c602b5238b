package orderbakery.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.component.Caller;
import orderbakery.fixtures.TokenIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a token names, and which tokens name nobody. */
class TokenVerifierTest {
  private static final TokenRules RULES =
      TokenRules.of(TokenIssuer.AUDIENCE, Set.of("anonymous", "related-changes"));

  private static TokenIssuer issuer;
  private TokenVerifier verifier;

  @BeforeAll
  static void startIssuer() {
    issuer = TokenIssuer.start();
  }

  @AfterAll
  static void endIssuer() {
    issuer.close();
  }

  @BeforeEach
  void trustIssuer() {
    verifier = trusting(issuer);
  }

  private static TokenVerifier trusting(TokenIssuer issuer) {
    return new TokenVerifier(
        RULES, Map.of(issuer.issuer(), IssuerKeys.of(issuer.issuer())), Clock.systemUTC());
  }

  @Test
  void namesTheSubjectItsScopesAndItsEnd() {
    Instant end = Instant.now().plus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.SECONDS);
    String token =
        issuer.sign(
            issuer
                .claims("ada")
                .claim("scope", "orders:read orders:write")
                .expirationTime(Date.from(end))
                .build());

    Caller caller = verifier.apply(token);

    assertThat(caller.principal()).isEqualTo("ada");
    assertThat(caller.scopes()).containsExactlyInAnyOrder("orders:read", "orders:write");
    assertThat(caller.expires()).isEqualTo(end);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scope", "scp"})
  void readsScopesThatAreAList(String claim) {
    String token =
        issuer.sign(
            issuer.claims("ada").claim(claim, List.of("orders:read", "orders:ops")).build());

    assertThat(verifier.apply(token).scopes())
        .containsExactlyInAnyOrder("orders:read", "orders:ops");
  }

  @Test
  void takesATokenOfAnEllipticCurve() {
    try (TokenIssuer modern = TokenIssuer.start()) {
      modern.signWithEllipticCurve();

      assertThat(trusting(modern).apply(modern.token("ada")).principal()).isEqualTo("ada");
    }
  }

  @Test
  void namesTheIssuerTooWhenThereAreSeveral() {
    try (TokenIssuer other = TokenIssuer.start()) {
      TokenVerifier both =
          new TokenVerifier(
              RULES,
              Map.of(
                  issuer.issuer(), IssuerKeys.of(issuer.issuer()),
                  other.issuer(), IssuerKeys.at(other.keysAt())),
              Clock.systemUTC());

      assertThat(both.apply(other.token("ada")).principal()).isEqualTo(other.issuer() + "#ada");
      assertThat(both.apply(issuer.token("ada")).principal()).isEqualTo(issuer.issuer() + "#ada");
      refuses(both, TokenIssuer.sign(issuer.claims("ada").build(), other.signingKey()));
    }
  }

  @Test
  void refusesATokenThatNobodyHasSigned() {
    refuses(new PlainJWT(issuer.claims("ada").build()).serialize());
  }

  /** The public key is known to all: as a secret it must count for nothing. */
  @Test
  void refusesATokenThatIsSignedWithThePublicKeyAsASecret() throws JOSEException {
    RSAKey key = issuer.signingKey().toRSAKey();
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build();
    byte[] asPem = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);

    refuses(TokenIssuer.sign(issuer.claims("ada").build(), header, new MACSigner(asPem)));
    refuses(
        TokenIssuer.sign(
            issuer.claims("ada").build(),
            header,
            new MACSigner(key.toRSAPublicKey().getEncoded())));
  }

  @Test
  void refusesATokenOfAnotherAlgorithmOfTheSameKey() throws JOSEException {
    RSAKey key = issuer.signingKey().toRSAKey();
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.PS256).keyID(key.getKeyID()).build();

    refuses(
        TokenIssuer.sign(
            issuer.claims("ada").build(), header, new com.nimbusds.jose.crypto.RSASSASigner(key)));
  }

  @Test
  void refusesATokenThatSomebodyElseHasSigned() {
    RSAKey forged = TokenIssuer.rsaKey(issuer.signingKey().getKeyID());

    refuses(TokenIssuer.sign(issuer.claims("ada").build(), forged));
  }

  @Test
  void refusesATokenWhoseKeyNobodyKnows() {
    refuses(TokenIssuer.sign(issuer.claims("ada").build(), TokenIssuer.rsaKey("unknown")));
  }

  @Test
  void refusesATokenThatWasChanged() {
    String[] good = issuer.token("ada", "orders:read").split("\\.", 3);
    String[] other = issuer.token("bert", "orders:read:all").split("\\.", 3);

    refuses(good[0] + "." + other[1] + "." + good[2]);
  }

  @Test
  void refusesATokenOfAnotherIssuer() {
    refuses(issuer.sign(issuer.claims("ada").issuer("https://issuer.example").build()));
    refuses(issuer.sign(issuer.claims("ada").issuer(null).build()));
  }

  @Test
  void refusesATokenForAnother() {
    refuses(issuer.sign(issuer.claims("ada").audience("another-shop").build()));
    refuses(issuer.sign(issuer.claims("ada").audience((String) null).build()));
    assertThat(
            verifier
                .apply(
                    issuer.sign(
                        issuer
                            .claims("ada")
                            .audience(List.of("another-shop", TokenIssuer.AUDIENCE))
                            .build()))
                .principal())
        .isEqualTo("ada");
  }

  @Test
  void refusesATokenThatHasEndedByMoreThanTheClocksMayDiffer() {
    assertThat(verifier.apply(ending(-20)).principal()).isEqualTo("ada");
    refuses(ending(-40));
    refuses(issuer.sign(issuer.claims("ada").expirationTime(null).build()));
  }

  @Test
  void refusesATokenBeforeItsTime() {
    Instant now = Instant.now();
    assertThat(verifier.apply(beginning(now.plusSeconds(20))).principal()).isEqualTo("ada");
    refuses(beginning(now.plusSeconds(40)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "ada lovelace", "ad\u00e4", "a\nb", "anonymous", "related-changes"})
  void refusesASubjectThatIsNoNameOfAUser(String subject) {
    refuses(issuer.token(subject));
  }

  @Test
  void refusesATokenWithoutASubjectOrWithOneThatIsTooLong() {
    refuses(issuer.token(null));
    refuses(issuer.token("a".repeat(256)));
    assertThat(verifier.apply(issuer.token("a".repeat(255))).principal()).hasSize(255);
  }

  @Test
  void refusesALongTokenBeforeItReadsIt() {
    JWTClaimsSet claims = issuer.claims("ada").claim("padding", "x".repeat(1024 * 1024)).build();

    assertThatThrownBy(() -> verifier.apply(issuer.sign(claims)))
        .isInstanceOf(BadToken.class)
        .hasMessage("It is too long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "eyJhbGciOiJSUzI1NiJ9..", "ada"})
  void refusesWhatIsNoToken(String token) {
    refuses(token);
  }

  private String ending(int seconds) {
    Instant end = Instant.now().plusSeconds(seconds);
    return issuer.sign(issuer.claims("ada").expirationTime(Date.from(end)).build());
  }

  private String beginning(Instant begin) {
    return issuer.sign(issuer.claims("ada").notBeforeTime(Date.from(begin)).build());
  }

  private void refuses(String token) {
    refuses(verifier, token);
  }

  private static void refuses(TokenVerifier verifier, String token) {
    assertThatThrownBy(() -> verifier.apply(token)).isInstanceOf(BadToken.class);
  }
}

package orderbakery.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import orderbakery.component.Caller;

/**
 * Tells who shows a token (RFC 7519, 8725): signed by an issuer of ours with RS256 or ES256, for
 * this server, at this time.
 */
public final class TokenVerifier implements Function<String, Caller> {
  private static final Set<String> REQUIRED = new HashSet<>(Set.of("sub", "exp"));

  private final TokenRules rules;
  private final Map<String, DefaultJWTProcessor<SecurityContext>> issuers = new HashMap<>();
  private final DefaultJWTProcessor<SecurityContext> anyIssuer;

  /**
   * Tokens of these issuers.
   *
   * @param keys by issuer, of which there is one at least
   */
  public TokenVerifier(TokenRules rules, Map<String, IssuerKeys> keys, Clock clock) {
    this.rules = rules;
    this.anyIssuer = null;
    keys.forEach((issuer, its) -> issuers.put(issuer, processor(issuer, its, clock)));
  }

  /** Tokens that are signed with these keys, whatever they call their issuer. */
  public TokenVerifier(TokenRules rules, IssuerKeys keys, Clock clock) {
    this.rules = rules;
    this.anyIssuer = processor(null, keys, clock);
  }

  private DefaultJWTProcessor<SecurityContext> processor(
      String issuer, IssuerKeys keys, Clock clock) {
    JWTClaimsSet exactly =
        issuer == null ? null : new JWTClaimsSet.Builder().issuer(issuer).build();
    var claims =
        new DefaultJWTClaimsVerifier<>(
            Collections.singleton(rules.audience()), exactly, REQUIRED, null) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    claims.setMaxClockSkew(Math.toIntExact(rules.skew().toSeconds()));
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(keys);
    processor.setJWTClaimsSetVerifier(claims);
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    return processor;
  }

  /**
   * Who shows this token.
   *
   * @throws BadToken when nobody may come in with it
   * @throws IssuerAway when that cannot be told now
   */
  @Override
  public Caller apply(String token) {
    if (token.length() > rules.longest()) {
      throw new BadToken("It is too long");
    }
    SignedJWT parsed = parse(token);
    DefaultJWTProcessor<SecurityContext> processor = processorOf(parsed);
    try {
      return caller(processor.process(parsed, null));
    } catch (KeySourceException e) {
      throw new IssuerAway(issuerOf(parsed), e);
    } catch (BadJOSEException | JOSEException e) {
      throw new BadToken(e.getMessage(), e);
    }
  }

  private static SignedJWT parse(String token) {
    try {
      return SignedJWT.parse(token);
    } catch (ParseException e) {
      throw new BadToken("It is no signed JWT", e);
    }
  }

  private DefaultJWTProcessor<SecurityContext> processorOf(SignedJWT token) {
    if (anyIssuer != null) {
      return anyIssuer;
    }
    DefaultJWTProcessor<SecurityContext> its = issuers.get(issuerOf(token));
    if (its == null) {
      throw new BadToken("Its issuer is none of ours");
    }
    return its;
  }

  private static String issuerOf(SignedJWT token) {
    try {
      return token.getJWTClaimsSet().getIssuer();
    } catch (ParseException e) {
      throw new BadToken("It has no claims", e);
    }
  }

  private Caller caller(JWTClaimsSet claims) throws BadJWTException {
    String subject = claims.getSubject();
    if (!rules.canBeName(subject)) {
      throw new BadJWTException("Its subject cannot be the name of a user");
    }
    String principal = issuers.size() > 1 ? claims.getIssuer() + "#" + subject : subject;
    return new Caller(principal, scopes(claims), claims.getExpirationTime().toInstant());
  }

  /** RFC 8693 has a text with blanks; others write a list. */
  private static Set<String> scopes(JWTClaimsSet claims) {
    Object scope = claims.getClaim("scope");
    Object given = scope == null ? claims.getClaim("scp") : scope;
    if (given instanceof Collection<?> list) {
      Set<String> scopes = new HashSet<>();
      list.forEach(it -> scopes.add(String.valueOf(it)));
      return scopes;
    }
    return given instanceof String text ? new HashSet<>(Arrays.asList(text.split(" "))) : Set.of();
  }
}

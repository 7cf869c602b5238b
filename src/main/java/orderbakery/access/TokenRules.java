package orderbakery.access;

import java.time.Duration;
import java.util.Set;

/**
 * What a token must be like, besides signed by its issuer.
 *
 * @param audience that it must be for
 * @param reserved names that are no user's: those of our own services
 * @param skew by which the clocks of issuer and server may differ
 * @param longest in characters
 */
public record TokenRules(String audience, Set<String> reserved, Duration skew, int longest) {
  private static final String NAME = "[\\x21-\\x7e]{1,255}";

  public TokenRules {
    reserved = Set.copyOf(reserved);
  }

  /** Those of contract.md section 1, "Who may come in". */
  public static TokenRules of(String audience, Set<String> reserved) {
    return new TokenRules(audience, reserved, Duration.ofSeconds(30), 8 * 1024);
  }

  boolean canBeName(String subject) {
    return subject.matches(NAME) && !reserved.contains(subject);
  }
}

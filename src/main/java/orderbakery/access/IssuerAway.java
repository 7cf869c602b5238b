package orderbakery.access;

import org.springframework.security.core.AuthenticationException;

/** The keys that a token would be verified with cannot be had now. */
final class IssuerAway extends AuthenticationException {
  private static final long serialVersionUID = 1;

  IssuerAway(String issuer, Throwable cause) {
    super("The keys of " + issuer + " cannot be fetched", cause);
  }
}

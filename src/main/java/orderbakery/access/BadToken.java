package orderbakery.access;

import org.springframework.security.core.AuthenticationException;

/** A token that nobody may come in with. Why, is for our log alone. */
final class BadToken extends AuthenticationException {
  private static final long serialVersionUID = 1;

  BadToken(String why, Throwable cause) {
    super(why, cause);
  }

  BadToken(String why) {
    super(why);
  }
}

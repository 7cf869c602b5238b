package orderbakery.embedded;

import java.security.SecureRandom;
import java.util.Base64;

/** The one user of an embedded server; made anew for each start and kept in memory only. */
record Credentials(String user, String password) {
  private static final int SECRET_BYTES = 24;
  private static final int NAME_BYTES = 6;

  static Credentials random() {
    SecureRandom random = new SecureRandom();
    return new Credentials("bakery-" + text(random, NAME_BYTES), text(random, SECRET_BYTES));
  }

  // URL-safe: Qpid would expand a "${" in any of its settings
  private static String text(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Leaves the password out, so that no log can hold it. */
  @Override
  public String toString() {
    return "Credentials[user=" + user + "]";
  }
}

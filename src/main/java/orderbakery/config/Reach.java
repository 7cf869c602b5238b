package orderbakery.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * From where the process can be reached, and whether it knows who comes: who does not know it stays
 * on loopback.
 */
record Reach(Environment environment) {
  private static final String SECURITY = "bakery.security.";
  private static final String API = "server.address";
  private static final String MANAGEMENT = "management.server.address";

  static Reach of(Environment environment) {
    return new Reach(environment);
  }

  /** Whether callers show tokens. */
  boolean takesTokens() {
    return isDemo() || isList("issuer") || isList("jwk-set-uri");
  }

  /** Whether others than this machine may reach it. */
  boolean isWide() {
    return !isLoopback(API) || !isLoopback(MANAGEMENT);
  }

  private boolean isDemo() {
    return is("demo");
  }

  /**
   * Requires that nobody else reaches a process that lets in everybody.
   *
   * @throws InvalidSettings that says what to do
   */
  void require() {
    for (String key : new String[] {API, MANAGEMENT}) {
      if (!isLoopback(key)) {
        InvalidSettings.require(
            !isDemo(),
            "bakery.security.demo is for trying: its passwords are known. Set %s to 127.0.0.1"
                .formatted(key));
        InvalidSettings.require(
            takesTokens() || is("open"),
            key
                + " is wider than this machine, and without bakery.security.issuer whoever reaches it may"
                + " do everything: name an issuer, or set bakery.security.open to true if that is meant");
      }
    }
  }

  private boolean isLoopback(String key) {
    String address = environment.getProperty(key, "");
    try {
      return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException none) {
      return true; // it cannot be bound, which is told when it is tried
    }
  }

  /** However it is written: as one text with commas, or as a list of them. */
  private boolean isList(String name) {
    return Binder.get(environment)
        .bind(SECURITY + name, Bindable.listOf(String.class))
        .map(them -> them.stream().anyMatch(it -> !it.isBlank()))
        .orElse(false);
  }

  private boolean is(String name) {
    return environment.getProperty(SECURITY + name, boolean.class, false);
  }
}

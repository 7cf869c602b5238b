package orderbakery.config;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * This process as the issuer of its tokens, to try it. Its key lives as long as the process.
 *
 * @param address as tokens name it
 */
record DemoIssuer(String address, JWKSet keys) {
  private static final List<String> OF_USERS = List.of("orders:read", "orders:write");

  /** The page at {@code /}, which keeps no secret. */
  static final String PAGE = "order-bakery-page";

  /** Everybody's password is his name. */
  static final Map<String, List<String>> SCOPES =
      Map.of(
          "ada",
          OF_USERS,
          "bert",
          OF_USERS,
          "operator",
          List.of(
              "orders:read",
              "orders:write",
              "orders:read:all",
              "orders:write:all",
              "products:write",
              "orders:ops"));

  /** With a fresh key. */
  static DemoIssuer at(String address) {
    try {
      return new DemoIssuer(
          address,
          new JWKSet(
              new ECKeyGenerator(Curve.P_256)
                  .keyUse(KeyUse.SIGNATURE)
                  .algorithm(JWSAlgorithm.ES256)
                  .keyIDFromThumbprint(true)
                  .generate()));
    } catch (JOSEException e) {
      throw new IllegalStateException("No key could be made", e);
    }
  }

  /** What somebody gets of the scopes that he asks for. */
  static Set<String> granted(String user, Set<String> asked) {
    Set<String> granted = new TreeSet<>(SCOPES.getOrDefault(user, List.of()));
    granted.retainAll(asked);
    return granted;
  }

  /** How one gets a token. */
  String command(String port) {
    return "curl -s -u ada:ada -d grant_type=client_credentials -d 'scope=%s' %s/oauth2/token"
        .formatted(String.join(" ", OF_USERS), address.replaceFirst(":\\d+$", ":" + port));
  }
}

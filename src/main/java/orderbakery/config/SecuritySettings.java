package orderbakery.config;

import static orderbakery.config.InvalidSettings.require;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * Whose tokens are good here: contract.md section 1, "Who may come in".
 *
 * @param issuer of tokens, as they name it; several are told from one another in the log
 * @param jwkSetUri where the keys are; unset: where the metadata of the issuer say
 * @param audience that tokens are for
 * @param open whether others than this machine may come in where nobody needs a token
 * @param demo whether this process issues tokens itself, to try it
 */
record SecuritySettings(
    List<String> issuer, String jwkSetUri, String audience, boolean open, boolean demo) {
  SecuritySettings {
    issuer.forEach(
        it ->
            require(isAddress(it), "bakery.security.issuer must be http or https URLs, not " + it));
    require(
        new HashSet<>(issuer).size() == issuer.size(),
        "bakery.security.issuer names one twice: " + issuer);
    require(
        jwkSetUri.isEmpty() || isAddress(jwkSetUri),
        "bakery.security.jwk-set-uri must be an http or https URL, not " + jwkSetUri);
    require(
        jwkSetUri.isEmpty() || issuer.size() < 2,
        "bakery.security.jwk-set-uri goes with one issuer; bakery.security.issuer names "
            + issuer.size());
    require(
        !demo || (issuer.isEmpty() && jwkSetUri.isEmpty()),
        "bakery.security.demo makes this process the issuer: leave bakery.security.issuer and"
            + " bakery.security.jwk-set-uri unset");
    boolean takesTokens = !issuer.isEmpty() || !jwkSetUri.isEmpty();
    require(
        !takesTokens || !audience.isBlank(),
        "bakery.security.audience is missing: set it to what the issuer writes into the claim aud of"
            + " tokens for this server");
    require(
        takesTokens || demo || audience.isBlank(),
        "bakery.security.audience is for tokens: set bakery.security.issuer too");
  }

  /** For whom tokens must be; in a demo it need not be said. */
  String expectedAudience() {
    return audience.isBlank() ? "order-bakery" : audience;
  }

  private static boolean isAddress(String given) {
    try {
      URI uri = new URI(given);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return List.of("http", "https").contains(scheme)
          && uri.getHost() != null
          && uri.getFragment() == null;
    } catch (URISyntaxException none) {
      return false;
    }
  }
}

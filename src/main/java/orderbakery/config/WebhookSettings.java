package orderbakery.config;

import static orderbakery.config.InvalidSettings.require;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import orderbakery.webhook.WebhookSecret;

/**
 * A receiver of webhooks.
 *
 * @param url where it is
 * @param secret what we share with it, {@code whsec_} and base64
 * @param types of changes that it hears of
 */
record WebhookSettings(String url, String secret, Set<String> types) {
  private static final String KEY = "bakery.webhooks";

  WebhookSettings {
    require(url != null && secret != null && types != null, KEY + " need url, secret and types");
    require(isAddress(url), KEY + "[].url must be an http or https URL without a user");
    require(!types.isEmpty(), KEY + "[].types names no change");
    types.forEach(
        type ->
            require(
                type.matches("[a-z]+\\.[a-z]+"),
                KEY + "[].types must be changes such as order.created, not " + type));
    try {
      WebhookSecret.parse(secret);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettings(KEY + "[].secret " + e.getMessage());
    }
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** The secret stays out of every log. */
  @Override
  public String toString() {
    return "webhook to " + url;
  }
}

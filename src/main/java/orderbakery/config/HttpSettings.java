package orderbakery.config;

import static orderbakery.config.InvalidSettings.require;

import java.time.Duration;
import java.util.List;
import org.apache.catalina.util.NetMask;

/**
 * Who may call: contract.md section 1, "Who may come in".
 *
 * @param hosts names of this server, besides its addresses
 * @param origins whose pages may call, besides its own
 * @param trustedProxies addresses or networks of proxies that say what the client called
 * @param requestDeadline how long a request may take to arrive
 */
record HttpSettings(
    List<String> hosts,
    List<String> origins,
    List<String> trustedProxies,
    Duration requestDeadline) {
  HttpSettings {
    require(
        requestDeadline.toMillis() >= 1000 && requestDeadline.toMinutes() < 10,
        "bakery.http.request-deadline must be 1s to 10m, not " + requestDeadline);
    hosts.forEach(
        it ->
            require(
                it.matches("[A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]"),
                "bakery.http.hosts must be names without a port, not " + it));
    origins.forEach(
        it ->
            require(
                it.matches("https?://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:\\d{1,5})?"),
                "bakery.http.origins must be like https://shop.example, not " + it));
    trustedProxies.forEach(
        it ->
            require(
                isNetwork(it),
                "bakery.http.trusted-proxies must be addresses or networks such as 10.0.0.0/8,"
                    + " not "
                    + it));
  }

  private static boolean isNetwork(String given) {
    if (!given.matches("[0-9a-fA-F.:]+(/\\d+)?")) {
      return false; // a name would be looked up
    }
    try {
      new NetMask(given);
      return true;
    } catch (IllegalArgumentException none) {
      return false;
    }
  }
}

package orderbakery.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import orderbakery.webhook.PublicAddresses;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * How webhooks are sent: each once, to the address that was asked for and no other, and to public
 * addresses only unless the installation allows others. What it looks at is what it connects to:
 * nobody can answer a second question otherwise.
 */
final class WebhookClient implements HttpClientConfigurer {
  private static final Timeout CONNECT_WITHIN = Timeout.of(5, TimeUnit.SECONDS);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private final DnsResolver addresses;
  private final int atOnce;
  private final Timeout answerWithin;

  /**
   * @param anyAddress whether others than public ones will do
   * @param names who knows the address of a name
   * @param atOnce connections to one receiver, at most
   */
  WebhookClient(boolean anyAddress, DnsResolver names, int atOnce) {
    this(anyAddress, names, atOnce, ANSWER_WITHIN);
  }

  WebhookClient(boolean anyAddress, DnsResolver names, int atOnce, Duration answerWithin) {
    this.addresses = anyAddress ? names : new PublicOnly(names);
    this.atOnce = atOnce;
    this.answerWithin = Timeout.of(answerWithin);
  }

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    client
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(addresses)
                .setMaxConnPerRoute(atOnce)
                .setMaxConnTotal(atOnce)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_WITHIN)
                        .setSocketTimeout(answerWithin)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(answerWithin)
                .setRedirectsEnabled(false)
                .build())
        .setUserAgent("order-bakery")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression();
  }

  /** Asks as ever, and hands on no address that is not public. */
  private record PublicOnly(DnsResolver names) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] addresses = names.resolve(host);
      for (InetAddress address : addresses) {
        if (!PublicAddresses.has(address)) {
          throw new UnknownHostException(
              host + " is no public address, and bakery.notices.private-addresses is false");
        }
      }
      return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      return names.resolveCanonicalHostname(host);
    }
  }
}

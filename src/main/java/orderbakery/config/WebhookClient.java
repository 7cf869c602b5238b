package orderbakery.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import orderbakery.webhook.PublicAddresses;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;

/**
 * How webhooks are sent: each once, to the address that was asked for and no other, and to public
 * addresses only unless the installation allows others. What it looks at is what it connects to:
 * nobody can answer a second question otherwise. Nobody is waited for longer than a silence may
 * last, nor, however it dribbles, than a whole answer may take.
 */
final class WebhookClient implements HttpClientConfigurer, AutoCloseable {
  private static final Timeout CONNECT_WITHIN = Timeout.of(5, TimeUnit.SECONDS);
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30));

  private final DnsResolver addresses;
  private final int atOnce;
  private final Patience patience;
  private final ScheduledThreadPoolExecutor deadlines = ClockThread.named("webhook-deadlines");

  /**
   * How long a receiver may take.
   *
   * @param silence without a byte of its answer
   * @param whole from the start of the request to the end of the answer
   */
  record Patience(Duration silence, Duration whole) {}

  /**
   * @param anyAddress whether others than public ones will do
   * @param names who knows the address of a name
   * @param atOnce connections to one receiver, at most
   */
  WebhookClient(boolean anyAddress, DnsResolver names, int atOnce) {
    this(anyAddress, names, atOnce, PATIENCE);
  }

  WebhookClient(boolean anyAddress, DnsResolver names, int atOnce, Patience patience) {
    this.addresses = anyAddress ? names : new PublicOnly(names);
    this.atOnce = atOnce;
    this.patience = patience;
  }

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    Timeout silence = Timeout.of(patience.silence());
    client
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(addresses)
                .setMaxConnPerRoute(atOnce)
                .setMaxConnTotal(atOnce)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_WITHIN)
                        .setSocketTimeout(silence)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom().setResponseTimeout(silence).setRedirectsEnabled(false).build())
        .addExecInterceptorFirst("whole-answer", this::answer)
        .setUserAgent("order-bakery")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression();
  }

  /**
   * Reads the answer to its end, so that the deadline is for all of it, and keeps nothing of it.
   */
  private ClassicHttpResponse answer(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    Runnable cut = ((Cancellable) scope.originalRequest)::cancel;
    ScheduledFuture<?> deadline =
        deadlines.schedule(cut, patience.whole().toMillis(), TimeUnit.MILLISECONDS);
    try {
      ClassicHttpResponse response = chain.proceed(request, scope);
      EntityUtils.consume(response.getEntity());
      response.setEntity(null);
      return response;
    } catch (IOException | RuntimeException e) {
      if (scope.execRuntime.isExecutionAborted()) {
        SocketTimeoutException late =
            new SocketTimeoutException("no whole answer within " + patience.whole());
        late.addSuppressed(e);
        throw late;
      }
      throw e;
    } finally {
      deadline.cancel(false);
    }
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
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

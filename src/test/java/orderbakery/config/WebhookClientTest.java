package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import orderbakery.fixtures.DribblingReceiver;
import orderbakery.fixtures.WebhookReceiver;
import orderbakery.notice.Refusal;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client as the component has it. */
class WebhookClientTest {
  private final WebhookReceiver receiver = new WebhookReceiver();
  private final List<String> asked = new ArrayList<>();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void sendsNothingToAPrivateAddress() throws Exception {
    Refusal refusal = post(false, receiver.url("/here"), "127.0.0.1");

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.LATER);
    assertThat(refusal.why()).contains("127.0.0.1 is no public address");
    assertThat(receiver.at("/here")).isEmpty();
  }

  /** Whoever answers otherwise the second time is asked no second time. */
  @Test
  void connectsToTheAddressThatItHasLookedAt() throws Exception {
    String url = receiver.url("/here").replace("127.0.0.1", "receiver.example");

    Refusal refusal = post(false, url, "127.0.0.1");

    assertThat(refusal.why()).contains("receiver.example is no public address");
    assertThat(asked).containsExactly("receiver.example");
    assertThat(receiver.at("/here")).isEmpty();
  }

  @Test
  void sendsToAPrivateAddressWhereThatIsAllowed() throws Exception {
    assertThat(post(true, receiver.url("/here"), "127.0.0.1")).isNull();
    assertThat(receiver.at("/here")).hasSize(1);
  }

  @Test
  void followsNoRedirect() throws Exception {
    receiver.answer("/moved", 302);

    assertThat(post(true, receiver.url("/moved"), "127.0.0.1"))
        .isEqualTo(Refusal.later("answered 302"));
    assertThat(receiver.at("/elsewhere")).isEmpty();
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a read is not interrupted
  void doesNotWaitForAReceiverThatKeepsSilent() throws Exception {
    receiver.answer("/silent", WebhookReceiver.SILENCE);

    Refusal refusal =
        post(impatient(Duration.ofMillis(300), Duration.ofSeconds(30)), receiver.url("/silent"));

    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.LATER);
    assertThat(refusal.why()).startsWith("SocketTimeoutException");
  }

  /** Each byte comes in time, and there is no end of them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nX-Dribble: ",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
      })
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void cutsOffAReceiverThatDribbles(String beginning) throws Exception {
    try (DribblingReceiver dribbling = new DribblingReceiver(beginning)) {
      Refusal refusal =
          post(impatient(Duration.ofSeconds(10), Duration.ofMillis(500)), dribbling.url());

      assertThat(refusal)
          .isEqualTo(Refusal.later("SocketTimeoutException: no whole answer within PT0.5S"));
    }
  }

  @Test
  void takesAnAnswerThatHasABody() throws Exception {
    try (DribblingReceiver receiver =
        new DribblingReceiver("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n")) {
      assertThat(post(impatient(Duration.ofSeconds(10), Duration.ofSeconds(10)), receiver.url()))
          .isNull();
    }
  }

  @Test
  void sendsOnceWhateverIsAnswered() throws Exception {
    receiver.answer("/busy", 503);

    assertThat(post(true, receiver.url("/busy"), "127.0.0.1"))
        .isEqualTo(Refusal.later("answered 503"));
    assertThat(receiver.at("/busy")).hasSize(1);
  }

  @Test
  void takesGoneForTheLastWord() throws Exception {
    receiver.answer("/gone", 410);

    assertThat(post(true, receiver.url("/gone"), "127.0.0.1").kind()).isEqualTo(Refusal.Kind.NEVER);
  }

  /** Why it was not taken; null when it was. The client follows nothing, be Camel told to. */
  private Refusal post(boolean anyAddress, String url, String address) throws Exception {
    return post(new WebhookClient(anyAddress, new Always(address, asked), 1), url);
  }

  private WebhookClient impatient(Duration silence, Duration whole) {
    return new WebhookClient(
        true, new Always("127.0.0.1", asked), 1, new WebhookClient.Patience(silence, whole));
  }

  private static Refusal post(WebhookClient client, String url) throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.getRegistry().bind("webhook-client", client);
      camel.start();
      try (ProducerTemplate producer = camel.createProducerTemplate()) {
        producer.sendBody(
            url + "?httpMethod=POST&followRedirects=true&httpClientConfigurer=#bean:webhook-client",
            "hello");
        return null;
      } catch (CamelExecutionException e) {
        return WebhooksConfiguration.judge(e.getCause());
      }
    }
  }

  private record Always(String address, List<String> asked) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      asked.add(host);
      return new InetAddress[] {InetAddress.getByName(address)};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}

package orderbakery.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Which address a request has come from: contract.md section 1, "Who may come in". */
class TrustedProxiesTest {
  private final ClientAddress filter =
      new ClientAddress(new TrustedProxies(List.of("10.0.0.0/8", "2001:db8::/32")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1 | 198.51.100.7             | 192.0.2.1", // who is no proxy is himself
        "10.0.0.1  |                          | 10.0.0.1",
        "10.0.0.1  | 198.51.100.7             | 198.51.100.7",
        "10.0.0.1  | 203.0.113.9, 198.51.100.7 | 198.51.100.7", // the first one is invented
        "10.0.0.1  | 198.51.100.7, 10.0.0.2   | 198.51.100.7", // two proxies of ours
        "10.0.0.1  | 10.0.0.3, 10.0.0.2       | 10.0.0.3",
        "10.0.0.1  | 2001:db9::5              | 2001:db9::5",
        "2001:db8::1 | 198.51.100.7           | 198.51.100.7",
        "10.0.0.1  | localhost                | 10.0.0.1",
        "10.0.0.1  | 198.51.100.7, unknown    | 10.0.0.1",
        "10.0.0.1  | 198.51.100.7,            | 198.51.100.7",
        "10.0.0.1  | '198.51.100.7, '         | 10.0.0.1",
        "10.0.0.1  | <script>                 | 10.0.0.1"
      })
  void findsTheClient(String peer, String forwardedFor, String client) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(peer);
    if (forwardedFor != null) {
      request.addHeader("X-Forwarded-For", forwardedFor);
    }
    MockFilterChain chain = new MockFilterChain();

    filter.doFilter(request, new MockHttpServletResponse(), chain);

    assertThat(chain.getRequest().getRemoteAddr()).isEqualTo(client);
    assertThat(chain.getRequest().getRemoteHost()).isNotEmpty();
  }
}

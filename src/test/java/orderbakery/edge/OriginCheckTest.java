package orderbakery.edge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Whose pages may call: contract.md section 1, "Who may come in". */
class OriginCheckTest {
  private static final String SHOP = "https://shop.example";

  private final OwnOrigin own =
      new OwnOrigin(new TrustedProxies(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32")));
  private MockFilterChain behind;
  private final OriginCheck check =
      new OriginCheck(own, List.of(SHOP), new ProblemResponse(new ProblemWriter(UUID::randomUUID)));

  @ParameterizedTest
  @CsvSource({
    "http, bakery.example, http://bakery.example",
    "http, bakery.example:80, http://bakery.example",
    "http, Bakery.example:8080, http://bakery.example:8080",
    "http, bakery.example:443, http://bakery.example:443",
    "https, bakery.example:443, https://bakery.example",
    "http, [::1]:80, http://[::1]"
  })
  void knowsTheOwnOriginByTheRequest(String scheme, String host, String origin) {
    MockHttpServletRequest request = request("GET", host);
    request.setScheme(scheme);

    assertThat(own.of(request)).isEqualTo(origin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "192.0.2.7", "2001:db8::1"})
  void believesATrustedProxy(String address) {
    MockHttpServletRequest request = request("POST", "orders-api:8080");
    request.setRemoteAddr(address);
    request.addHeader("X-Forwarded-Proto", "https, http");
    request.addHeader("X-Forwarded-Host", "bakery.example");

    assertThat(own.of(request)).isEqualTo("https://bakery.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "192.0.2.8", "11.0.0.1", "2001:db9::1"})
  void believesNobodyElse(String address) {
    MockHttpServletRequest request = request("POST", "localhost:8080");
    request.setRemoteAddr(address);
    request.addHeader("X-Forwarded-Proto", "https");
    request.addHeader("X-Forwarded-Host", "evil.example");

    assertThat(own.of(request)).isEqualTo("http://localhost:8080");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "BREW"})
  void letsAForeignPageChangeNothing(String method) throws Exception {
    MockHttpServletRequest request = request(method, "localhost");

    assertThat(answer(request, "https://evil.example").getStatus()).isEqualTo(403);
    assertThat(answer(request, "null").getStatus()).isEqualTo(403);
    assertThat(answer(request, SHOP + ".evil.example").getStatus()).isEqualTo(403);
    assertThat(answer(request, "http://localhost").getStatus()).isEqualTo(200);
    assertThat(answer(request, null).getStatus()).isEqualTo(200);
  }

  @Test
  void letsAForeignPageOpenNoWebsocket() throws Exception {
    MockHttpServletRequest handshake = request("GET", "localhost");
    handshake.addHeader("Upgrade", "websocket");

    assertThat(answer(handshake, "https://evil.example").getStatus()).isEqualTo(403);
    assertThat(answer(handshake, SHOP).getStatus()).isEqualTo(200);
    assertThat(answer(handshake, "http://localhost").getStatus()).isEqualTo(200);
  }

  @Test
  void keepsAReadFromAForeignPage() throws Exception {
    MockHttpServletResponse answer = answer(request("GET", "localhost"), "https://evil.example");

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getHeader("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void tellsABrowserWhatAnAllowedPageMayRead() throws Exception {
    MockHttpServletResponse answer = answer(request("POST", "localhost"), SHOP);

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo(SHOP);
    assertThat(answer.getHeader("Access-Control-Expose-Headers"))
        .contains("Location", "ETag", "WWW-Authenticate", "RateLimit")
        .contains("Content-Disposition", "Content-Range", "Accept-Ranges");
    assertThat(answer.getHeaders("Vary")).contains("Origin");
  }

  @Test
  void answersABrowserThatAsksForAnAllowedPage() throws Exception {
    MockHttpServletRequest question = request("OPTIONS", "localhost");
    question.addHeader("Access-Control-Request-Method", "PATCH");
    question.addHeader(
        "Access-Control-Request-Headers", "authorization, content-type, idempotency-key");

    MockHttpServletResponse answer = answer(question, SHOP);

    assertThat(behind.getRequest()).as("nobody else is asked").isNull();
    assertThat(answer.getHeader("Access-Control-Allow-Methods")).contains("PATCH");
    assertThat(answer.getHeader("Access-Control-Allow-Headers"))
        .contains("authorization", "idempotency-key");
    assertThat(answer(question, "https://evil.example").getStatus()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROPFIND", "OPTIONS", "patch"})
  void tellsABrowserInAProblemThatNoPageMayUseAMethod(String method) throws Exception {
    MockHttpServletRequest question = request("OPTIONS", "localhost");
    question.addHeader("Access-Control-Request-Method", method);

    MockHttpServletResponse answer = answer(question, SHOP);

    assertThat(behind.getRequest()).isNull();
    assertThat(answer.getStatus()).isEqualTo(403);
    assertThat(answer.getContentType()).isEqualTo("application/problem+json");
    assertThat(answer.getContentAsString()).contains("/problems/forbidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROPFIND", "OPTIONS", "patch"})
  void leavesToItsPathWhatNoBrowserHasAskedFor(String method) throws Exception {
    MockHttpServletResponse answer = answer(request(method, "localhost"), SHOP);

    assertThat(behind.getRequest()).isNotNull();
    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getHeader("Access-Control-Allow-Origin")).isNull();
  }

  /** A probe of HTTP/1.0 names no host. */
  @Test
  void answersWhoNamesNoHost() throws Exception {
    OriginCheck ofManagement =
        new OriginCheck(
            own,
            request -> OwnOrigin.ofPort(request, "http", 8080),
            new ProblemResponse(new ProblemWriter(UUID::randomUUID)));
    MockHttpServletResponse answer = new MockHttpServletResponse();
    MockFilterChain probed = new MockFilterChain();

    ofManagement.doFilter(new MockHttpServletRequest("GET", "/actuator/health"), answer, probed);

    assertThat(probed.getRequest()).isNotNull();
  }

  private static MockHttpServletRequest request(String method, String host) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, "/order/7/cancel");
    request.addHeader("Host", host);
    return request;
  }

  private MockHttpServletResponse answer(MockHttpServletRequest request, String origin)
      throws ServletException, IOException {
    request.removeHeader("Origin");
    if (origin != null) {
      request.addHeader("Origin", origin);
    }
    MockHttpServletResponse answer = new MockHttpServletResponse();
    behind = new MockFilterChain();
    check.doFilter(request, answer, behind);
    return answer;
  }
}

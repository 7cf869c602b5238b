package orderbakery.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import orderbakery.component.Caller;
import orderbakery.component.Components;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.ProblemResponse;
import orderbakery.edge.ProblemWriter;
import orderbakery.fixtures.TokenIssuer;
import orderbakery.order.Orders;
import orderbakery.product.Products;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.web.util.UriUtils;

/** Who comes in, and what the others are answered. */
class DoorTest {
  private static final Currency EURO = Currency.getInstance("EUR");

  private static TokenIssuer issuer;
  private static FilterChainProxy door;

  @BeforeAll
  static void build() {
    issuer = TokenIssuer.start();
    TokenRules rules = TokenRules.of(TokenIssuer.AUDIENCE, Set.of());
    IssuerKeys keys = IssuerKeys.of(new JWKSet(issuer.signingKey()));
    Components components = new Components(List.of(new Orders(EURO), new Products(EURO)));
    door =
        Door.forTokens(
            new KnownTokens(
                new TokenVerifier(rules, Map.of(issuer.issuer(), keys), Clock.systemUTC()),
                Clock.systemUTC(),
                10),
            new ApiNeeds(components),
            problems());
  }

  @AfterAll
  static void end() {
    issuer.close();
  }

  private static ProblemResponse problems() {
    return new ProblemResponse(new ProblemWriter(UUID::randomUUID));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /order, orders:read",
    "GET, /order, orders:read:all",
    "HEAD, /order/7, orders:read",
    "GET, /order/7/events, orders:read",
    "GET, /%6frder/7, orders:read",
    "GET, /order-events, orders:read",
    "POST, /order, orders:write",
    "POST, /order, orders:write:all",
    "PUT, /order/7, orders:write",
    "PATCH, /order/7, orders:write",
    "DELETE, /order/7, orders:write",
    "POST, /order/7/cancel, orders:write",
    "POST, /%6Frder, orders:write",
    "GET, /product, orders:read",
    "POST, /product, products:write",
    "DELETE, /product/7, products:write",
    "GET, /product-events, orders:read",
    "GET, /command/7, orders:read",
    "GET, /figures, orders:read",
    "POST, /feed-ticket, orders:read"
  })
  void asksForTheScopeAndForNoMore(String method, String path, String scope) throws Exception {
    MockHttpServletRequest good = request(method, path, issuer.token("ada", scope));
    assertThat(lets(good)).isTrue();
    assertThat(good.getAttribute(HttpRequest.CALLER))
        .isInstanceOfSatisfying(
            Caller.class, caller -> assertThat(caller.principal()).isEqualTo("ada"));

    MockHttpServletResponse refused =
        refused(request(method, path, issuer.token("ada", "orders:ops")));
    assertThat(refused.getStatus()).isEqualTo(403);
    assertThat(refused.getHeader("WWW-Authenticate"))
        .isEqualTo(
            "Bearer error=\"insufficient_scope\", scope=\"%s\""
                .formatted(scope.replace(":all", "")));
    assertThat(refused.getContentAsString()).contains("/problems/forbidden");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /order, orders:read orders:read:all products:write",
    "GET, /order, orders:write orders:write:all products:write",
    "POST, /product, orders:write orders:write:all orders:read",
    "GET, /command/7, orders:write products:write"
  })
  void takesNoScopeForAnother(String method, String path, String scopes) throws Exception {
    assertThat(refused(request(method, path, issuer.token("ada", scopes.split(" ")))).getStatus())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /order",
    "POST, /order",
    "OPTIONS, /order",
    "TRACE, /order",
    "GET, /order-events",
    "GET, /command/7",
    "POST, /feed-ticket",
    "GET, /nothing",
    "GET, /actuator/health",
    "POST, /docs",
    "GET, /docsx"
  })
  void asksWhoSomebodyIs(String method, String path) throws Exception {
    MockHttpServletResponse refused = refused(request(method, path, null));

    assertThat(refused.getStatus()).isEqualTo(401);
    assertThat(refused.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(refused.getContentAsString()).contains("/problems/unauthenticated");
  }

  @ParameterizedTest
  @CsvSource({
    "/",
    "/page/page.js",
    "/docs",
    "/docs/docs.js",
    "/openapi.yaml",
    "/asyncapi.yaml",
    "/problems/forbidden"
  })
  void showsToEverybodyWhatIsForEverybody(String path) throws Exception {
    assertThat(lets(request("GET", path, null))).isTrue();
  }

  @Test
  void tellsNobodyWhyATokenIsBad() throws Exception {
    MockHttpServletResponse refused = refused(request("GET", "/order", "a.b.c"));

    assertThat(refused.getStatus()).isEqualTo(401);
    assertThat(refused.getHeader("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    assertThat(refused.getContentAsString())
        .contains("Send a bearer token that is valid")
        .doesNotContain("JWT");
  }

  @Test
  void saysThatItCannotTellWhileTheIssuerIsAway() throws Exception {
    FilterChainProxy away =
        Door.forTokens(
            token -> {
              throw new IssuerAway("https://issuer.example", null);
            },
            any -> Need.TOKEN,
            problems());
    MockHttpServletResponse response = new MockHttpServletResponse();

    away.doFilter(request("GET", "/order", "a.b.c"), response, new MockFilterChain());

    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getHeader("Retry-After")).isEqualTo("1");
    assertThat(response.getContentAsString()).doesNotContain("issuer.example");
  }

  @Test
  void takesATokenFromTheHeaderAlone() throws Exception {
    String token = issuer.token("ada", "orders:read");
    MockHttpServletRequest inQuery = request("GET", "/order", null);
    inQuery.setQueryString("access_token=" + token);
    inQuery.setParameter("access_token", token);
    MockHttpServletRequest inCookie = request("GET", "/order", null);
    inCookie.addHeader("Cookie", "access_token=" + token);

    assertThat(refused(inQuery).getStatus()).isEqualTo(401);
    assertThat(refused(inCookie).getStatus()).isEqualTo(401);
  }

  @Test
  void leavesATicketToTheFeed() throws Exception {
    assertThat(lets(withTicket("GET", "/order-events", null))).isTrue();
    assertThat(refused(withTicket("GET", "/order", null)).getStatus()).isEqualTo(401);
    assertThat(refused(withTicket("POST", "/order-events", null)).getStatus()).isEqualTo(401);
    assertThat(refused(withTicket("GET", "/order-events", "a.b.c")).getStatus()).isEqualTo(401);
    assertThat(
            refused(withTicket("GET", "/order-events", issuer.token("ada", "orders:ops")))
                .getStatus())
        .isEqualTo(403);
  }

  @Test
  void remembersNobodyBeyondHisRequest() throws Exception {
    lets(request("GET", "/order", issuer.token("ada", "orders:read")));

    assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
    assertThat(refused(request("GET", "/order", null)).getStatus()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "/problems/../order",
    "/problems/%2e%2e/order",
    "/problems//order",
    "/problems/%2f../order",
    "//order",
    "/order/%0a"
  })
  void knowsNoPathThatMayMeanAnother(String path) throws Exception {
    MockHttpServletResponse response = refused(request("GET", path, null));

    assertThat(response.getStatus()).isEqualTo(404);
    assertThat(response.getContentAsString()).contains("/problems/not-found");
  }

  @Test
  void leavesWhatAHeaderMaySayToTheContainer() throws Exception {
    MockHttpServletRequest request = request("GET", "/order", issuer.token("ada", "orders:read"));
    request.addHeader("X-Note", "\u00c3\u0089");
    MockFilterChain behind = new MockFilterChain();

    door.doFilter(request, new MockHttpServletResponse(), behind);

    assertThat(((HttpServletRequest) behind.getRequest()).getHeader("X-Note")).hasSize(2);
  }

  private static MockHttpServletRequest withTicket(String method, String path, String token) {
    MockHttpServletRequest request = request(method, path, token);
    request.addHeader("Sec-WebSocket-Protocol", "order-bakery.v1, ticket.abc");
    return request;
  }

  private static MockHttpServletRequest request(String method, String path, String token) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    request.setServletPath(UriUtils.decode(path, UTF_8));
    if (token != null) {
      request.addHeader("Authorization", "Bearer " + token);
    }
    return request;
  }

  private static boolean lets(MockHttpServletRequest request) throws Exception {
    MockFilterChain behind = new MockFilterChain();
    door.doFilter(request, new MockHttpServletResponse(), behind);
    return behind.getRequest() != null;
  }

  private static MockHttpServletResponse refused(MockHttpServletRequest request)
      throws ServletException, IOException {
    MockFilterChain behind = new MockFilterChain();
    MockHttpServletResponse response = new MockHttpServletResponse();
    door.doFilter(request, response, behind);
    assertThat(behind.getRequest()).as("let in").isNull();
    return response;
  }
}

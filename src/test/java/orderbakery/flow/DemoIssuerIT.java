package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.Http;
import orderbakery.fixtures.JsonText;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The process as the issuer of its own tokens. */
@DirtiesContext
@TestPropertySource(properties = "bakery.security.demo=true")
class DemoIssuerIT extends FlowTest {
  private static final byte[] BEANS =
      "{\"products\": [{\"name\": \"Beans\", \"price\": 1}]}".getBytes(UTF_8);
  private static final String HERE = "http://127.0.0.1:%s/";
  private static final String PROOF = "a-proof-that-is-as-long-as-it-must-be-43-characters";
  private static final byte[] TEA = "{\"name\": \"Tea\", \"price\": 3}".getBytes(UTF_8);

  @LocalServerPort private int port;

  @Test
  void givesAdaATokenForOrdersOfHerOwn() {
    String token = token("ada", "ada", "orders:read+orders:write");

    assertThat(send("POST", "/order", BEANS, token).status()).isEqualTo(202);
    assertThat(send("POST", "/product", TEA, token).status()).isEqualTo(403);
    assertThat(management.send("GET", "/actuator/parked", "Authorization", token).status())
        .isEqualTo(403);
  }

  @Test
  void givesTheOperatorATokenForTheRest() {
    String token = token("operator", "operator", "orders:ops+products:write");

    assertThat(send("POST", "/product", TEA, token).status()).isEqualTo(202);
    assertThat(management.send("GET", "/actuator/parked", "Authorization", token).status())
        .isEqualTo(200);
  }

  /** As the page at / does: a code, whose proof is that it knows what it has asked with. */
  @Test
  void letsThePageLogIn() {
    Map<String, Object> settings =
        JsonText.object(new Http(port).send("GET", "/page/settings.json").object(), "login");
    assertThat(settings)
        .containsEntry("authorizationEndpoint", "/oauth2/authorize")
        .containsEntry("clientId", "order-bakery-page");

    Answer refused = redeem(codeOf("ada"), "another proof, as long as it must be, 43 characters");
    assertThat(refused.status()).isEqualTo(400);

    Answer given = redeem(codeOf("ada"), PROOF);
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    String token = "Bearer " + given.object().get("access_token");
    assertThat(send("POST", "/order", BEANS, token).status()).isEqualTo(202);
    assertThat(send("POST", "/product", TEA, token).status()).isEqualTo(403);
    assertThat(management.send("GET", "/actuator/parked", "Authorization", token).status())
        .isEqualTo(403);

    String operator = "Bearer " + redeem(codeOf("operator"), PROOF).object().get("access_token");
    assertThat(management.send("GET", "/actuator/parked", "Authorization", operator).status())
        .isEqualTo(200);
  }

  private String codeOf(String user) {
    Http browser = new Http(port);
    String query =
        "/oauth2/authorize?response_type=code&client_id=order-bakery-page&code_challenge_method=S256"
            + "&scope=orders:read%20orders:write%20products:write%20orders:ops&state=7"
            + "&code_challenge="
            + challenge()
            + "&redirect_uri="
            + HERE.formatted(port);
    Answer asked = browser.send("GET", query, "Accept", "text/html");
    assertThat(asked.header("Location")).as(asked.text()).endsWith("/login");
    String before = cookie(asked);
    String form = browser.send("GET", "/login", "Cookie", before).text();
    String csrf = form.replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");
    Answer loggedIn =
        browser.send(
            "POST",
            "/login",
            "username=%1$s&password=%1$s&_csrf=%2$s".formatted(user, csrf).getBytes(UTF_8),
            "Cookie",
            before,
            "Content-Type",
            "application/x-www-form-urlencoded");
    Answer led = browser.send("GET", query, "Cookie", cookie(loggedIn), "Accept", "text/html");
    assertThat(led.header("Location")).as(led.text()).startsWith(HERE.formatted(port) + "?code=");
    return led.header("Location").replaceAll(".*code=([^&]+).*", "$1");
  }

  private static String cookie(Answer answer) {
    return answer.header("Set-Cookie").replaceAll(";.*", "");
  }

  private static String challenge() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(PROOF.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer redeem(String code, String proof) {
    String form =
        "grant_type=authorization_code&client_id=order-bakery-page&code=%s&code_verifier=%s&redirect_uri=%s"
            .formatted(code, proof.replace(" ", "_").replace(",", "_"), HERE.formatted(port));
    return new Http(port)
        .send(
            "POST",
            "/oauth2/token",
            form.getBytes(UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded");
  }

  @Test
  void givesNobodyMoreThanHeMayHave() {
    assertThat(ask("ada", "bert", "orders:read").status()).isEqualTo(401);
    assertThat(ask("eve", "eve", "orders:read").status()).isEqualTo(401);
    assertThat(ask("ada", "ada", "orders:ops").status()).isEqualTo(400);
    assertThat(new Http(port).send("POST", "/order", BEANS).status()).isEqualTo(401);
  }

  private Answer send(String method, String path, byte[] body, String token) {
    return bakery.send(
        method, path, body, "Content-Type", "application/json", "Authorization", token);
  }

  private String token(String user, String password, String scope) {
    Answer answer = ask(user, password, scope);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return "Bearer " + answer.object().get("access_token");
  }

  private Answer ask(String user, String password, String scope) {
    String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    List<String> form = List.of("grant_type=client_credentials", "scope=" + scope);
    return new Http(port)
        .send(
            "POST",
            "/oauth2/token",
            String.join("&", form).getBytes(UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Authorization",
            "Basic " + basic);
  }
}

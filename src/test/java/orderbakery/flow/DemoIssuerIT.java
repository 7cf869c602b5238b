package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.Http;
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

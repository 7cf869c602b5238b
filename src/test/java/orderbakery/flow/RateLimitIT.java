package orderbakery.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import orderbakery.fixtures.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Limits of one client, over the wire and behind a trusted proxy. */
@DirtiesContext
@TestPropertySource(properties = "bakery.limits.requests-per-second=2")
class RateLimitIT extends FlowTest {

  @Test
  void holdsEachClientOfAProxyToItsLimit() {
    List<Answer> answers = IntStream.range(0, 5).mapToObj(i -> readBy("198.51.100.7")).toList();
    Answer ofAnother = readBy("198.51.100.8");

    assertThat(answers).extracting(Answer::status).contains(200, 429);
    Answer refused = answers.stream().filter(it -> it.status() == 429).findFirst().orElseThrow();
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"requests\";q=2;w=1");
    assertThat(ofAnother.status()).isEqualTo(200);
  }

  @Test
  void tellsABrowserThatCameByTlsToStayThere() {
    Answer byTls = bakery.send("GET", "/problems/not-found", "X-Forwarded-Proto", "https");

    assertThat(byTls.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
  }

  private Answer readBy(String client) {
    return bakery.send("GET", "/order", "X-Forwarded-For", "203.0.113.5, " + client);
  }
}

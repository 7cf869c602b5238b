package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.Http;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The page at {@code /}: its files, and what it is told. scripts/test-page uses it as people do.
 */
class LivePageIT extends FlowTest {
  private static final Pattern REFERENCE =
      Pattern.compile("(?:src|href)=\"(/page/[^\"]+)\"|from '\\./([^']+)'");

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;

  @Test
  void consistsOfItsOwnFiles() throws IOException {
    Set<String> found = new HashSet<>(Set.of("/"));
    Deque<String> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      Answer file = get(open.peek());
      assertThat(file.status()).as(open.peek()).isEqualTo(200);
      assertThat(file.text())
          .as(open.pop())
          .doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(")
          .doesNotContainPattern("https?://(?!www\\.w3\\.org/2000/svg)");
      REFERENCE
          .matcher(file.text())
          .results()
          .map(it -> it.group(1) == null ? "/page/" + it.group(2) : it.group(1))
          .filter(found::add)
          .forEach(open::add);
    }

    assertThat(found).contains("/page/page.css", "/page/trouble.js", "/page/order-events.js");
    assertThat(get("/page/page.js").header("Content-Type")).startsWith("text/javascript");
    assertThat(get("/page/order-events.js").text())
        .isEqualTo(Files.readString(Path.of("clients", "order-events.js"), UTF_8));
  }

  @Test
  void asksNobodyButItsServerAndTheManagementPort() {
    assertThat(get("/").header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';")
        .contains("connect-src 'self' http://127.0.0.1:" + managementPort + ";")
        .doesNotContain("unsafe", "*");
  }

  @Test
  void isToldWhereOperatorsAreServed() {
    Map<String, Object> settings = get("/page/settings.json").object();

    assertThat(settings)
        .containsEntry("management", "http://127.0.0.1:" + managementPort)
        .containsEntry("login", null);
  }

  @Test
  void hasNothingBesideItsFiles() {
    assertThat(get("/page/").status()).isEqualTo(404);
    assertThat(get("/page/nothing.js").status()).isEqualTo(404);
    assertThat(get("/page/..%2fapplication.properties").status()).isIn(400, 404);
  }

  private Answer get(String path) {
    return new Http(port).send("GET", path);
  }
}

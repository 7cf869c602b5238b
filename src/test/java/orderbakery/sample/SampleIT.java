package orderbakery.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import orderbakery.flow.OwnData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** A component is new files and a word in a list: it works from the request to the frame. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "bakery.components=order,product,sample",
      "camel.main.routes-include-pattern="
          + "file:routes/**/*.camel.yaml,file:src/test/routes/*.camel.yaml",
      "management.server.port=0"
    })
@ContextConfiguration(initializers = OwnData.class)
@DirtiesContext
class SampleIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();
  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;

  @BeforeEach
  void awaitReadiness() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                get("http://127.0.0.1:" + managementPort + "/actuator/health/readiness")
                        .statusCode()
                    == 200);
  }

  @Test
  void goesFromTheRequestToTheFrame() throws Exception {
    Frames frames = new Frames();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/sample-events"), frames)
            .join();
    frames.await("\"type\":\"feed.hello\"");

    HttpResponse<String> created = post("{\"title\": \"Hello\"}");

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String path = created.headers().firstValue("Location").orElseThrow();
    assertThat(path).startsWith("/sample/");
    assertThat(get(path).body()).isEqualTo(created.body()).contains("\"title\":\"Hello\"");
    assertThat(get("/sample").body()).contains(created.body());
    assertThat(get(path + "/events").body()).contains("samples-events-manager-0");
    frames.await("\"type\":\"sample.created\"");
    socket.abort();
  }

  @Test
  void isRefusedByItsOwnRules() throws Exception {
    HttpResponse<String> refused = post("{}");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("/problems/invalid-sample", "/title");
  }

  @Test
  void isDescribedWithTheOthers() throws Exception {
    assertThat(get("/openapi.yaml").body()).contains("createSample", "createProduct");
    assertThat(get("/problems/unknown-sample").body()).contains("There is no such sample");
  }

  private HttpResponse<String> post(String sample) throws Exception {
    return send(
        HttpRequest.newBuilder(at("/sample"))
            .header("Content-Type", "application/json")
            .header("Prefer", "wait=20")
            .POST(BodyPublishers.ofString(sample)));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(at(path)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + port).resolve(path);
  }

  /** What a client of the feed has heard. */
  private static final class Frames implements WebSocket.Listener {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      heard.add(text.toString());
      from.request(1);
      return null;
    }

    void await(String part) {
      org.awaitility.Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> heard.stream().anyMatch(frame -> frame.contains(part)));
    }
  }
}

package orderbakery.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import orderbakery.fixtures.Conformance;

/** HTTP requests to a port of the application, bytes as they are. */
final class Http {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Above the longest wait that a client may prefer. */
  private static final Duration ANSWERED = Duration.ofSeconds(40);

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;
  private final boolean isTheApi;

  Http(int port) {
    this(port, false);
  }

  private Http(int port, boolean isTheApi) {
    this.port = port;
    this.isTheApi = isTheApi;
  }

  /** Requests to the API, of which every answer must be as its published description says. */
  static Http toTheApi(int port) {
    return new Http(port, true);
  }

  /** A request without a body; headers are names and values in turn. */
  Answer send(String method, String path, String... headers) {
    return send(method, path, BodyPublishers.noBody(), headers);
  }

  /** A request with a body; headers are names and values in turn. */
  Answer send(String method, String path, byte[] body, String... headers) {
    return send(method, path, BodyPublishers.ofByteArray(body), headers);
  }

  /** Opens a websocket that collects what it hears. */
  Listening listen(String path) {
    String channel = path.startsWith("/product-") ? "productEvents" : "orderEvents";
    Listening listening = new Listening(channel);
    client
        .newWebSocketBuilder()
        .buildAsync(URI.create("ws://127.0.0.1:" + port + path), listening)
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .thenAccept(listening::opened)
        .join();
    return listening;
  }

  private Answer send(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(ANSWERED)
            .version(HttpClient.Version.HTTP_1_1)
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      if (isTheApi) {
        Conformance.require(
            method, path, response.statusCode(), response.headers().map(), response.body());
      }
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + path, e);
    }
  }
}

package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

class ContainerThreadsTest {
  private static final int THREADS = 2;

  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final CountDownLatch allBusy = new CountDownLatch(THREADS);
  private final CompletableFuture<Session> connected = new CompletableFuture<>();
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  /** Each frame goes on only when the one before it has left. */
  @Test
  void writesFramesWhileAllThreadsHaveRequestsAndMoreRequestsWait() throws Exception {
    ContainerThreads threads = ContainerThreads.of(1, THREADS);
    WebServer server = serverOn(threads);
    server.start();
    HttpClient client = HttpClient.newHttpClient();
    URI address = URI.create("http://127.0.0.1:" + server.getPort() + "/");
    try {
      client
          .newWebSocketBuilder()
          .buildAsync(URI.create("ws://127.0.0.1:" + server.getPort() + "/feed"), new Listener())
          .join();
      Session session = connected.join();
      var requests = Stream.generate(() -> request(client, address)).limit(3 * THREADS).toList();
      allBusy.await();

      send(session, 10);

      await().untilAsserted(() -> assertThat(heard).hasSize(10));
      assertThat(requests).noneMatch(CompletableFuture::isDone);
      mayAnswer.countDown();
      assertThat(requests).allSatisfy(it -> assertThat(it.join().statusCode()).isEqualTo(200));
    } finally {
      mayAnswer.countDown();
      server.stop();
      threads.end();
    }
  }

  private static void send(Session session, int count) {
    if (count > 0) {
      session.getAsyncRemote().sendText("frame " + count, result -> send(session, count - 1));
    }
  }

  private static CompletableFuture<HttpResponse<Void>> request(HttpClient client, URI address) {
    return client.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
  }

  private WebServer serverOn(ContainerThreads threads) {
    TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
    tomcat.addConnectorCustomizers(
        connector -> connector.getProtocolHandler().setExecutor(threads));
    tomcat.addContextCustomizers(
        context -> {
          context.addServletContainerInitializer(new WsSci(), null);
          context.addServletContainerInitializer(
              (classes, servlets) ->
                  addFeed(servlets.getAttribute(ServerContainer.class.getName())),
              null);
        });
    return tomcat.getWebServer(
        context -> context.addServlet("slow", new SlowServlet()).addMapping("/"));
  }

  private void addFeed(Object container) {
    try {
      ((ServerContainer) container)
          .addEndpoint(
              ServerEndpointConfig.Builder.create(Feed.class, "/feed")
                  .configurator(
                      new ServerEndpointConfig.Configurator() {
                        @Override
                        public <T> T getEndpointInstance(Class<T> type) {
                          return type.cast(new Feed());
                        }
                      })
                  .build());
    } catch (DeploymentException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Feed extends Endpoint {
    @Override
    public void onOpen(Session session, EndpointConfig config) {
      connected.complete(session);
    }
  }

  private final class Listener implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      heard.add(text.toString());
      socket.request(1);
      return null;
    }
  }

  private final class SlowServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      allBusy.countDown();
      try {
        mayAnswer.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

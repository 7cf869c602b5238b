package orderbakery.bench.compare;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Sorts.descending;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A bare servlet and a bare websocket before a programme that takes orders. */
final class Front {
  private static final int PAGE = 50;
  private static final Bson PUBLIC = exclude("_id", "feed", "deleted");

  private final ObjectMapper json = new ObjectMapper();
  private final List<Session> listening = new CopyOnWriteArrayList<>();
  private final MongoCollection<Document> presented;
  private final Intake intake;

  /** What becomes of an order. */
  interface Intake {

    /** Returns once it may be answered with 202. */
    void accept(String id, String order) throws Exception;
  }

  /**
   * A front that does not listen yet.
   *
   * @param presented what it reads: orders as Order Bakery presents them, so that both read the
   *     same
   */
  Front(MongoCollection<Document> presented, Intake intake) {
    this.presented = presented;
    this.intake = intake;
  }

  /** Listens on this port of 127.0.0.1. */
  void start(int port) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("front").toString());
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "orders", new OrderServlet());
    context.addServletMappingDecoded("/order/*", "orders");
    context.addServletMappingDecoded(
        "/", "orders"); // without one for the rest, no filter runs, nor the websocket
    context.addServletContainerInitializer(new WsSci(), Set.of());
    context.addServletContainerInitializer(
        (classes, servlets) ->
            addFeed((ServerContainer) servlets.getAttribute(ServerContainer.class.getName())),
        Set.of());
    tomcat.start();
  }

  /** Tells every client, in one frame for each order. */
  void tell(String id, Map<String, Object> order) {
    try {
      String frame =
          json.writeValueAsString(Map.of("type", "order.created", "subject", id, "data", order));
      for (Session client : listening) {
        client.getBasicRemote().sendText(frame);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addFeed(ServerContainer container) {
    ServerEndpointConfig.Configurator configurator =
        new ServerEndpointConfig.Configurator() {
          @Override
          public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new Feed());
          }
        };
    try {
      container.addEndpoint(
          ServerEndpointConfig.Builder.create(Feed.class, "/order-events")
              .configurator(configurator)
              .build());
    } catch (DeploymentException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Greets and keeps its session. */
  private final class Feed extends Endpoint {
    @Override
    public void onOpen(Session session, EndpointConfig config) {
      try {
        session.getBasicRemote().sendText("hello");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      listening.add(session);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
      listening.remove(session);
    }
  }

  private final class OrderServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String body = new String(request.getInputStream().readAllBytes(), UTF_8);
      json.readValue(body, Map.class);
      String id = UUID.randomUUID().toString();
      try {
        intake.accept(id, body);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      response.setStatus(202);
      response.setHeader("Location", "/order/" + id);
      response.setContentLength(0);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String path = request.getPathInfo();
      Object found =
          path == null
              ? page()
              : presented.find(eq("_id", path.substring(1))).projection(PUBLIC).first();
      byte[] body = json.writeValueAsBytes(found);
      response.setContentType("application/json");
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }

    private List<Document> page() {
      return presented
          .find(eq("deleted", false))
          .projection(PUBLIC)
          .sort(descending("createdAt", "_id"))
          .limit(PAGE)
          .into(new ArrayList<>());
    }
  }
}

package peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.WriteConcern;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.support.converter.Jackson2JsonMessageConverter;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.mongo.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.MongoTransactionManager;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.ResponseEntity;
import org.springframework.modulith.events.Externalized;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * The same job with Spring Modulith: an order and its event are stored in one transaction, the
 * outbox sends the event to RabbitMQ, a listener projects it and tells the clients. As its
 * documentation advises for many events, a publication is deleted when it is complete. Durable
 * acts: order, event and its deletion, one message, one projection.
 */
@SpringBootApplication
@EnableAsync
@EnableWebSocket
public class Shop {
  private static final String QUEUE = "projections";

  public static void main(String[] arguments) {
    SpringApplication shop = new SpringApplication(Shop.class);
    shop.setDefaultProperties(
        Map.of(
            "spring.data.mongodb.database", "modulith",
            "spring.modulith.events.completion-mode", "delete",
            "spring.task.execution.pool.core-size", 16,
            "spring.rabbitmq.listener.simple.concurrency", 8,
            "server.tomcat.max-keep-alive-requests", -1,
            "server.address", "127.0.0.1"));
    shop.run(arguments);
  }

  @Bean
  MongoTransactionManager transactions(MongoDatabaseFactory databases) {
    return new MongoTransactionManager(databases);
  }

  /** Transactions that create a collection at once fail one another. */
  @Bean
  ApplicationRunner collections(MongoTemplate store) {
    return arguments ->
        Stream.of("orders", "event_publication", "presentation").forEach(store::createCollection);
  }

  @Bean
  MongoClientSettingsBuilderCustomizer durable() {
    return settings -> settings.writeConcern(WriteConcern.MAJORITY.withJournal(true));
  }

  @Bean
  Jackson2JsonMessageConverter converter(ObjectMapper json) {
    return new Jackson2JsonMessageConverter(json, "*");
  }

  @Bean
  TopicExchange exchange() {
    return new TopicExchange("orders");
  }

  @Bean
  Queue projections() {
    return QueueBuilder.durable(QUEUE).quorum().build();
  }

  @Bean
  Binding binding(Queue projections, TopicExchange exchange) {
    return BindingBuilder.bind(projections).to(exchange).with("accepted");
  }

  @Bean
  WebSocketConfigurer webSockets(Clients clients) {
    return (WebSocketHandlerRegistry handlers) -> handlers.addHandler(clients, "/order-events");
  }

  /** What a client sent. */
  record Order(@Id String id, Instant createdAt, Map<String, Object> order) {}

  @Externalized("orders::accepted")
  record Accepted(String id, Map<String, Object> order) {}

  @RestController
  static class Api {
    private final Orders orders;

    Api(Orders orders) {
      this.orders = orders;
    }

    @PostMapping("/order")
    ResponseEntity<Void> place(@RequestBody Map<String, Object> order) {
      String id = UUID.randomUUID().toString();
      orders.accept(id, order);
      return ResponseEntity.accepted().location(URI.create("/order/" + id)).build();
    }
  }

  @Service
  static class Orders {
    private final MongoTemplate store;
    private final ApplicationEventPublisher events;

    Orders(MongoTemplate store, ApplicationEventPublisher events) {
      this.store = store;
      this.events = events;
    }

    @Transactional
    public void accept(String id, Map<String, Object> order) {
      store.insert(new Order(id, Instant.now(), order), "orders");
      events.publishEvent(new Accepted(id, order));
    }
  }

  @Component
  static class Projection {
    private final MongoTemplate store;
    private final Clients clients;

    Projection(MongoTemplate store, Clients clients) {
      this.store = store;
      this.clients = clients;
    }

    /** It may come twice, and is stored once. */
    @RabbitListener(queues = QUEUE)
    void project(Accepted accepted) throws IOException {
      store.save(new Order(accepted.id, Instant.now(), accepted.order), "presentation");
      clients.tell(accepted);
    }
  }

  @Component
  static class Clients extends TextWebSocketHandler {
    private static final int SEND_MILLIS = 10_000;
    private static final int BUFFER_BYTES = 16 << 20;

    private final List<WebSocketSession> sessions = new CopyOnWriteArrayList<>();
    private final ObjectMapper json;

    Clients(ObjectMapper json) {
      this.json = json;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws IOException {
      session.sendMessage(new TextMessage("hello"));
      sessions.add(new ConcurrentWebSocketSessionDecorator(session, SEND_MILLIS, BUFFER_BYTES));
    }

    @Override
    public void afterConnectionClosed(
        WebSocketSession session, org.springframework.web.socket.CloseStatus status) {
      sessions.removeIf(it -> it.getId().equals(session.getId()));
    }

    void tell(Accepted accepted) throws IOException {
      String frame =
          json.writeValueAsString(
              Map.of("type", "order.created", "subject", accepted.id, "data", accepted.order));
      for (WebSocketSession session : sessions) {
        session.sendMessage(new TextMessage(frame));
      }
    }
  }
}

package orderbakery.config;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.function.Supplier;
import orderbakery.api.History;
import orderbakery.api.Intake;
import orderbakery.api.Listing;
import orderbakery.api.Preconditions;
import orderbakery.api.Presented;
import orderbakery.bake.Baker;
import orderbakery.broker.ComponentRooms;
import orderbakery.broker.DeadLetters;
import orderbakery.component.Component;
import orderbakery.execute.Executor;
import orderbakery.feed.Feed;
import orderbakery.feed.FeedClients;
import orderbakery.feed.Vocabulary;
import orderbakery.log.EventLog;
import orderbakery.log.Partitions;
import orderbakery.order.Order;
import orderbakery.order.Orders;
import orderbakery.store.Backlogs;
import orderbakery.store.MongoChanges;
import orderbakery.store.MongoPresentation;
import orderbakery.store.Schema;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The component of orders: the one place that says which parts make it up. Another component is
 * another class like this.
 */
@Configuration(proxyBeanMethods = false)
class OrdersConfiguration {
  private static final List<String> CHANGES =
      List.of("created", "updated", "cancelled", "deleted", "rejected");

  @Bean
  Component<Order> orders(BakerySettings settings) {
    return new Orders(Currency.getInstance(settings.currency()));
  }

  @Bean
  ComponentRooms orderRooms(Component<Order> orders) {
    return new ComponentRooms(orders.name(), orders.plural(), "orders-socket");
  }

  @Bean
  MongoPresentation orderPresentation(MongoDatabase presentationDatabase, Component<Order> orders) {
    return new MongoPresentation(presentationDatabase.getCollection(orders.plural()));
  }

  @Bean("order-intake")
  Intake orderIntake(
      Component<Order> orders, Clock clock, Supplier<String> commandIds, ProcessNames names) {
    return new Intake(orders, clock, commandIds, names.of(Role.ORDERS_API));
  }

  @Bean("order-listing")
  Listing orderListing(Component<Order> orders) {
    return new Listing(orders);
  }

  @Bean("order-presented")
  Presented orderPresented(Component<Order> orders) {
    return new Presented(orders);
  }

  @Bean("order-history")
  History orderHistory(Component<Order> orders) {
    return new History(orders.name());
  }

  @Bean("order-preconditions")
  Preconditions orderPreconditions(Component<Order> orders) {
    return new Preconditions(orders.name());
  }

  @Bean("order-backlogs")
  Backlogs orderBacklogs(
      MongoDatabase sourceDatabase, Component<Order> orders, BakerySettings settings) {
    return new Backlogs(
        orders.name(),
        sourceDatabase.getCollection("events"),
        sourceDatabase.getCollection(orders.plural()),
        settings.broker().batchSize());
  }

  @Bean("order-executor")
  Executor<Order> orderExecutor(Component<Order> orders, Clock clock) {
    return new Executor<>(orders, clock);
  }

  @Bean("order-baker")
  Baker<Order> orderBaker(
      Component<Order> orders, MongoPresentation orderPresentation, DeadLetters deadLetters) {
    return new Baker<>(orders, orderPresentation, deadLetters);
  }

  @Bean
  MongoChanges orderChanges(MongoDatabase presentationDatabase, Component<Order> orders) {
    return new MongoChanges(presentationDatabase.getCollection(orders.plural()));
  }

  @Bean("feed")
  Feed feed(Partitions partitions, Schema schema, MongoChanges orderChanges) {
    return new Feed(partitions, schema::epoch, orderChanges);
  }

  @Bean("feed-clients")
  FeedClients feedClients(
      Feed feed, EventLog eventLog, Component<Order> orders, BakerySettings settings) {
    Vocabulary words = Vocabulary.of(orders.name(), CHANGES);
    int heartbeatSeconds = Math.toIntExact(settings.feed().heartbeat().toSeconds());
    return new FeedClients(feed, eventLog, words, "/order", heartbeatSeconds);
  }
}

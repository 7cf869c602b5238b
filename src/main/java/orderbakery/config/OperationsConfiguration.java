package orderbakery.config;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Supplier;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.component.Component;
import orderbakery.log.Partitions;
import orderbakery.message.CommandMessages;
import orderbakery.operate.Books;
import orderbakery.operate.Foreman;
import orderbakery.operate.Interventions;
import orderbakery.operate.JobDesk;
import orderbakery.operate.Jobs;
import orderbakery.operate.OperatorCommands;
import orderbakery.operate.ParkedCommands;
import orderbakery.operate.ParkedEndpoint;
import orderbakery.operate.RebuildEndpoint;
import orderbakery.operate.ReconcileEndpoint;
import orderbakery.operate.RepublishEndpoint;
import orderbakery.operate.Workshop;
import orderbakery.order.Order;
import orderbakery.store.Ledgers;
import orderbakery.store.MongoBooks;
import orderbakery.store.MongoJobs;
import orderbakery.store.MongoParkedCommands;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What operators have at hand to free what is stuck. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

  @Bean("operator-commands")
  OperatorCommands operatorCommands(
      Component<Order> orders, Clock clock, Supplier<String> commandIds, ProcessNames names) {
    return new OperatorCommands(
        orders.name(), clock, commandIds, names.of(Role.ORDERS_EVENTS_MANAGER));
  }

  @Bean("interventions")
  Interventions interventions(CommandMessages messages, ConfirmedPublisher rooms) {
    return new Interventions(messages, rooms);
  }

  @Bean
  ParkedCommands parkedOrderCommands(
      MongoDatabase sourceDatabase, Component<Order> orders, Partitions partitions) {
    return new MongoParkedCommands(
        orders.name(), sourceDatabase.getCollection("events"), partitions);
  }

  @Bean
  ParkedEndpoint parkedEndpoint(
      ParkedCommands parked, OperatorCommands commands, Interventions interventions) {
    return new ParkedEndpoint(parked, commands, interventions);
  }

  @Bean
  Ledgers orderLedgers(
      MongoDatabase sourceDatabase,
      MongoDatabase presentationDatabase,
      Component<Order> orders,
      Partitions partitions) {
    return new Ledgers(
        orders.name(),
        sourceDatabase.getCollection("events"),
        sourceDatabase.getCollection(orders.plural()),
        presentationDatabase.getCollection(orders.plural()),
        partitions);
  }

  @Bean
  Books orderBooks(Ledgers ledgers) {
    return new MongoBooks(ledgers);
  }

  @Bean
  Jobs orderJobs(MongoDatabase sourceDatabase) {
    return new MongoJobs(sourceDatabase.getCollection("jobs"));
  }

  @Bean("order-foreman")
  Foreman orderForeman(
      Jobs jobs,
      Books books,
      Clock clock,
      Supplier<String> commandIds,
      BakerySettings settings,
      MeterRegistry registry) {
    return new Foreman(
        jobs, books, clock, commandIds.get(), settings.jobs().eventsPerSecond(), registry);
  }

  @Bean("order-workshop")
  Workshop<Order> orderWorkshop(
      Component<Order> orders,
      Books books,
      OperatorCommands commands,
      CommandMessages commandMessages) {
    return new Workshop<>(orders, books, commands, commandMessages);
  }

  @Bean("order-jobs")
  JobDesk orderJobDesk(Jobs jobs, Books books, Partitions partitions, Clock clock) {
    return new JobDesk(jobs, books, partitions, clock);
  }

  @Bean
  RebuildEndpoint rebuildEndpoint(JobDesk desk) {
    return new RebuildEndpoint(desk);
  }

  @Bean
  ReconcileEndpoint reconcileEndpoint(JobDesk desk) {
    return new ReconcileEndpoint(desk);
  }

  @Bean
  RepublishEndpoint republishEndpoint(OperatorCommands commands, Interventions interventions) {
    return new RepublishEndpoint(commands, interventions);
  }
}

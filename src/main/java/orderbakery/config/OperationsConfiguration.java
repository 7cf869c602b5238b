package orderbakery.config;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.util.function.Supplier;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.component.Component;
import orderbakery.log.Partitions;
import orderbakery.message.CommandMessages;
import orderbakery.operate.Interventions;
import orderbakery.operate.OperatorCommands;
import orderbakery.operate.ParkedCommands;
import orderbakery.operate.ParkedEndpoint;
import orderbakery.operate.RepublishEndpoint;
import orderbakery.order.Order;
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
  RepublishEndpoint republishEndpoint(OperatorCommands commands, Interventions interventions) {
    return new RepublishEndpoint(commands, interventions);
  }
}

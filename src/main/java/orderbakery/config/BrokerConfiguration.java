package orderbakery.config;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import orderbakery.broker.ComponentRooms;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.NaturalBatches;
import orderbakery.broker.Replica;
import orderbakery.broker.Topology;
import orderbakery.component.Components;
import orderbakery.log.Partitions;
import orderbakery.message.CommandReader;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The broker: rooms, queues, publisher, batches. */
@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {

  @Bean
  Topology topology(
      Partitions partitions, BakerySettings settings, List<ComponentRooms> components) {
    return new Topology(partitions, settings.broker().queueType(), components);
  }

  @Bean
  Declarables sharedTopology(Topology topology) {
    return topology.shared();
  }

  @Bean
  @ConditionalOnProperty("role.api")
  Declarables queueOfTheApi(Topology topology, @Value("${queue.api}") String queue) {
    return topology.own(queue);
  }

  @Bean("natural-batches")
  NaturalBatches naturalBatches(BakerySettings settings, Partitions partitions, Replica replica) {
    return new NaturalBatches(settings.broker().batchSize(), partitions, replica);
  }

  @Bean("rooms")
  ConfirmedPublisher rooms(CachingConnectionFactory connections, BakerySettings settings) {
    return new ConfirmedPublisher(connections, settings.broker().confirmTimeout());
  }

  @Bean("dead-letters")
  DeadLetters deadLetters(ConfirmedPublisher rooms, Clock clock, BakerySettings settings) {
    int limit = Math.toIntExact(settings.broker().messageLimit().toBytes());
    return new DeadLetters(rooms, clock, limit);
  }

  @Bean("command-reader")
  CommandReader commandReader(DeadLetters deadLetters, Components components) {
    return new CommandReader(deadLetters, Set.copyOf(components.names()));
  }
}

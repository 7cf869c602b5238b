package orderbakery.config;

import com.rabbitmq.client.Address;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import orderbakery.broker.Broker;
import orderbakery.broker.BrokerVitals;
import orderbakery.broker.BrokerWatch;
import orderbakery.broker.ComponentRooms;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.NaturalBatches;
import orderbakery.broker.OwnQueue;
import orderbakery.broker.Replica;
import orderbakery.broker.Topology;
import orderbakery.component.Components;
import orderbakery.log.Partitions;
import orderbakery.message.CommandReader;
import orderbakery.message.SignalMessages;
import orderbakery.outage.Outage;
import org.springframework.amqp.core.DeclarableCustomizer;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The broker: rooms, queues, publisher, batches. */
@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {

  @Bean
  Topology topology(
      Partitions partitions,
      BakerySettings settings,
      List<ComponentRooms> components,
      Channels channels) {
    return new Topology(partitions, settings.broker().queueType(), components, channels.types());
  }

  @Bean
  BrokerVitals brokerVitals(MeterRegistry meters) {
    return new BrokerVitals(meters, System::nanoTime);
  }

  /** Spring's connection factory knows how to connect, and is used for nothing else. */
  @Bean
  Broker broker(
      CachingConnectionFactory connections,
      RabbitConnectionDetails details,
      Topology topology,
      ObjectProvider<DeclarableCustomizer> dialect,
      BakerySettings settings,
      BrokerVitals vitals) {
    return new Broker(
        connections.getRabbitConnectionFactory(),
        details.getAddresses().stream().map(it -> new Address(it.host(), it.port())).toList(),
        topology,
        dialect.getIfAvailable(() -> declarable -> declarable),
        settings.preparation() != Preparation.AWAIT,
        new Outage("RabbitMQ", System::nanoTime),
        vitals);
  }

  @Bean
  @ConditionalOnProperty("role.api")
  OwnQueue queueOfTheApi(Topology topology, @Value("${queue.api}") String queue) {
    return topology.own(queue);
  }

  @Bean("natural-batches")
  NaturalBatches naturalBatches(
      Broker broker,
      List<OwnQueue> own,
      BakerySettings settings,
      Partitions partitions,
      Replica replica) {
    return new NaturalBatches(broker, own, settings.broker().batchSize(), partitions, replica);
  }

  @Bean("broker-watch")
  BrokerWatch brokerWatch(
      Broker broker, SignalMessages signals, Components components, StoreHealth store) {
    String any = components.all().get(0).name();
    return new BrokerWatch(
        broker, () -> signals.toAll(any), () -> store.health().getStatus().equals(Status.DOWN));
  }

  @Bean("publisher")
  ConfirmedPublisher publisher(Broker broker, BakerySettings settings) {
    return new ConfirmedPublisher(broker, settings.broker().confirmTimeout());
  }

  @Bean("dead-letters")
  DeadLetters deadLetters(ConfirmedPublisher publisher, Clock clock, BakerySettings settings) {
    int limit = Math.toIntExact(settings.broker().messageLimit().toBytes());
    return new DeadLetters(publisher, clock, limit);
  }

  @Bean("command-reader")
  CommandReader commandReader(DeadLetters deadLetters, Components components) {
    return new CommandReader(deadLetters, Set.copyOf(components.names()));
  }
}

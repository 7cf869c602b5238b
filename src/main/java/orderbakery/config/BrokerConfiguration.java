package orderbakery.config;

import java.time.Clock;
import java.util.List;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.NaturalBatches;
import orderbakery.broker.Replica;
import orderbakery.broker.Topology;
import orderbakery.log.Partitions;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The broker: rooms, queues, publisher, batches. */
@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {
}

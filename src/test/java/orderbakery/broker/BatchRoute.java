package orderbakery.broker;

import java.util.List;
import orderbakery.log.Partitions;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.springrabbit.SpringRabbitMQComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/** A route of the real component, wired as the product does it. */
final class BatchRoute extends RouteBuilder implements AutoCloseable {
  private static final String ID = "batches";

  private final CamelContext context = new DefaultCamelContext();
  private final String queues;
  private final Processor step;

  private BatchRoute(String queues, Processor step) {
    this.queues = queues;
    this.step = step;
  }

  static BatchRoute start(
      Broker broker, List<OwnQueue> own, int batchSize, String queues, Processor step)
      throws Exception {
    SpringRabbitMQComponent component = new SpringRabbitMQComponent();
    component.setConnectionFactory(new CachingConnectionFactory("nowhere"));
    component.setAutoDeclare(false);
    component.setShutdownTimeout(2000);
    component.setListenerContainerFactory(
        new NaturalBatches(broker, own, batchSize, new Partitions(8), new Replica(0, 1)));
    BatchRoute route = new BatchRoute(queues, step);
    route.context.addComponent("spring-rabbitmq", component);
    route.context.addRoutes(route);
    route.context.start();
    return route;
  }

  /** An {@link UnsupportedOperationException} keeps its place, all else leaves the route. */
  @Override
  public void configure() {
    onException(UnsupportedOperationException.class)
        .maximumRedeliveries(-1)
        .redeliveryDelay(1)
        .logRetryAttempted(false);
    onException(IllegalStateException.class).logExhausted(false);
    from("spring-rabbitmq:default?queues=" + queues).routeId(ID).process(step);
  }

  void restart() throws Exception {
    context.getRouteController().stopRoute(ID);
    context.getRouteController().startRoute(ID);
  }

  @Override
  public void close() {
    context.stop();
  }
}

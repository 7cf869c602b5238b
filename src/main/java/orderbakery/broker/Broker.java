package orderbakery.broker;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import java.util.List;
import java.util.concurrent.Executors;
import orderbakery.outage.Outage;
import org.springframework.amqp.core.DeclarableCustomizer;

/**
 * The broker as one process knows it: its nodes, a connection for each purpose, and how it is.
 *
 * <p>Every wait for it has a bound. A node that does not answer is left for another one.
 */
public final class Broker implements AutoCloseable {
  /** Two steps of a greeting share it. */
  private static final int HANDSHAKE_MILLIS = 4_000;

  private final BrokerLink publishing;
  private final BrokerLink consuming;
  private final BrokerLink listening;
  private final BrokerLink asking;
  private final TopologyDeclarer declarer;
  private final Outage outage;
  private final BrokerVitals vitals;

  /**
   * @param factory with credentials, heartbeat and timeouts
   * @param addresses of its nodes
   * @param dialect says the topology in the words of the broker there is
   * @param mayDeclare whether this process declares the topology, or waits until it is there
   */
  public Broker(
      ConnectionFactory factory,
      List<Address> addresses,
      Topology topology,
      DeclarableCustomizer dialect,
      boolean mayDeclare,
      Outage outage,
      BrokerVitals vitals) {
    ConnectionFactory bounded = bounded(factory);
    Nodes nodes = new Nodes(addresses);
    publishing = new BrokerLink("publishing", bounded, nodes);
    consuming = new BrokerLink("consuming", bounded, nodes);
    listening = new BrokerLink("listening", bounded, nodes);
    asking = new BrokerLink("asking", bounded, nodes);
    declarer = new TopologyDeclarer(asking, topology, dialect, mayDeclare);
    this.outage = outage;
    this.vitals = vitals;
  }

  private static ConnectionFactory bounded(ConnectionFactory factory) {
    ConnectionFactory bounded = factory.clone();
    bounded.setAutomaticRecoveryEnabled(false);
    bounded.setHandshakeTimeout(HANDSHAKE_MILLIS);
    // without it, the end of a connection waits for whoever hangs in writing to it
    bounded.setShutdownExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "broker-shutdown");
              thread.setDaemon(true);
              return thread;
            }));
    bounded.setExceptionHandler(new QuietExceptionHandler());
    return bounded;
  }

  /**
   * Declares rooms, queues and bindings, or looks whether they are there.
   *
   * @throws BrokerAway when the broker does not answer
   * @throws OtherTopology when it has something of ours in another form
   * @throws orderbakery.outage.NotPrepared when something is missing that it may not declare
   */
  public void declareTopology() {
    declarer.declareAll();
  }

  TopologyDeclarer declarer() {
    return declarer;
  }

  /** For what this process publishes. */
  BrokerLink publishing() {
    return publishing;
  }

  /** For the queues of the stages. */
  BrokerLink consuming() {
    return consuming;
  }

  /** For this process's own queues, which end with their connection. */
  BrokerLink listening() {
    return listening;
  }

  /** For topology and letters. */
  BrokerLink asking() {
    return asking;
  }

  Outage outage() {
    return outage;
  }

  BrokerVitals vitals() {
    return vitals;
  }

  @Override
  public void close() {
    List.of(publishing, consuming, listening, asking).forEach(BrokerLink::close);
  }
}

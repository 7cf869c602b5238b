package orderbakery.processes;

import com.mongodb.ConnectionString;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import orderbakery.broker.ComponentRooms;
import orderbakery.broker.Topology;
import orderbakery.fixtures.FaultProxy;
import orderbakery.log.Partitions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.amqp.core.Queue;

/**
 * RabbitMQ and MongoDB as a test finds them: no queue of ours, databases of its own; as all tests
 * of a class find them where the field is static. Registered before the processes, so that those
 * end first.
 */
final class RealServers
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  static final int PARTITIONS = 8;

  private final String brokerAddress = System.getenv("RABBITMQ_ADDRESSES");
  private final String storeUri = System.getenv("MONGODB_URI");
  private final UnaryOperator<String> databases;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private MongoDatabase source;
  private MongoDatabase presentation;
  private int brokerVersion;
  private boolean isShared;

  RealServers() {
    String run = UUID.randomUUID().toString().substring(0, 8);
    databases = name -> name + "-" + run;
  }

  private RealServers(UnaryOperator<String> databases) {
    this.databases = databases;
  }

  /** With the databases of the composition, to which the rights of its users are. */
  static RealServers guarded() {
    return new RealServers(UnaryOperator.identity());
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    isShared = true;
    open();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    if (!isShared) {
      open();
    }
  }

  private void open() throws Exception {
    MongoClient store = MongoClients.create(storeUri);
    source = store.getDatabase(databases.apply("source"));
    presentation = store.getDatabase(databases.apply("presentation"));
    opened.add(store);
    forgetMessages();
  }

  /** What an earlier test left would be told to the processes of this one. */
  private void forgetMessages() throws Exception {
    try (Connection connection =
            new ConnectionFactory().newConnection(Address.parseAddresses(brokerAddress));
        Channel channel = connection.createChannel()) {
      String version = connection.getServerProperties().get("version").toString();
      brokerVersion = Integer.parseInt(version.substring(0, version.indexOf('.')));
      List<ComponentRooms> rooms =
          List.of(new ComponentRooms("order", "orders"), new ComponentRooms("product", "products"));
      Topology topology =
          new Topology(new Partitions(PARTITIONS), "quorum", rooms, Set.of("order.created"));
      for (Queue queue : topology.shared().getDeclarablesByType(Queue.class)) {
        channel.queueDelete(queue.getName());
      }
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (!isShared) {
      close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    close();
  }

  private void close() throws Exception {
    source.drop();
    presentation.drop();
    for (AutoCloseable one : opened) {
      one.close();
    }
    opened.clear();
  }

  /** The first number of RabbitMQ's version. */
  int brokerVersion() {
    return brokerVersion;
  }

  MongoDatabase source() {
    return source;
  }

  MongoDatabase presentation() {
    return presentation;
  }

  Books books() {
    return new Books(source, presentation);
  }

  /** The servers themselves. */
  Surroundings surroundings() {
    return Surroundings.real(brokerAddress, storeUri, this);
  }

  String brokerAddress() {
    return brokerAddress;
  }

  String storeUri() {
    return storeUri;
  }

  /** The address of the store, without any user. */
  String storeAddress() {
    return new ConnectionString(storeUri).getHosts().get(0);
  }

  /** The servers behind proxies. */
  Surroundings surroundings(FaultProxy broker, FaultProxy store) {
    return Surroundings.real(
        "127.0.0.1:" + broker.port(),
        // directly: a member of a replica set would tell its own address, past the proxy
        "mongodb://127.0.0.1:" + store.port() + "/?directConnection=true",
        this);
  }

  FaultProxy brokerProxy() throws IOException {
    return closing(FaultProxy.to(brokerHost(), brokerPort()));
  }

  FaultProxy storeProxy() throws IOException {
    ServerAddress address = new ServerAddress(new ConnectionString(storeUri).getHosts().get(0));
    return closing(FaultProxy.to(address.getHost(), address.getPort()));
  }

  private FaultProxy closing(FaultProxy proxy) {
    opened.add(proxy);
    return proxy;
  }

  private String brokerHost() {
    return brokerAddress.substring(0, brokerAddress.lastIndexOf(':'));
  }

  private int brokerPort() {
    return Integer.parseInt(brokerAddress.substring(brokerAddress.lastIndexOf(':') + 1));
  }
}

package orderbakery.bench.compare;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

/**
 * The servers that all contenders share; each has a virtual host and databases of its own name.
 *
 * @param amqpAddress host and port
 */
record Servers(String amqpAddress, String mongoUri) {

  /** The servers that the environment names. */
  static Servers ofEnvironment() {
    return new Servers(System.getenv("RABBITMQ_ADDRESSES"), System.getenv("MONGODB_URI"));
  }

  Connection broker(String virtualHost) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    int colon = amqpAddress.indexOf(':');
    factory.setHost(amqpAddress.substring(0, colon));
    factory.setPort(Integer.parseInt(amqpAddress.substring(colon + 1)));
    factory.setVirtualHost(virtualHost);
    return factory.newConnection();
  }

  MongoClient store(WriteConcern writeConcern) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(mongoUri))
            .writeConcern(writeConcern)
            .build());
  }
}

package orderbakery.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** What Qpid is told: where it keeps messages, where it listens, and how it treats queues. */
record BrokerSettings(Path directory, int port, BrokerCredentials credentials) {
  private static final DataSize FREE_DISK = DataSize.ofMegabytes(100);
  private static final String USERS = "users";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Qpid's context variables, which every object of the broker inherits. */
  Map<String, String> context() {
    return Map.of(
        "qpid.work_dir", directory.toString(),
        // bytes; Berkeley DB writes nothing while less is free, by default 5 GB
        "je.freeDisk", Long.toString(FREE_DISK.toBytes()),
        // a share of the disk says nothing about what is left of a large one
        "store.filesystem.maxUsagePercent", "0",
        // arguments of RabbitMQ that Qpid does not know, such as x-queue-type
        "queue.behaviourOnUnknownDeclareArgument", "IGNORE",
        "exchange.behaviourOnUnknownDeclareArgument", "IGNORE",
        // without it a reject or nack "without requeue" puts the message back, for ever; a requeue
        // or a closed channel does not count as an attempt
        "queue.maximumDeliveryAttempts", "1",
        // milliseconds; how late an expired message may leave
        "virtualhost.housekeepingCheckPeriod", "2000",
        // channels of a connection, as many as RabbitMQ allows
        "qpid.port.sessionCountLimit", "2047");
  }

  /** Qpid's initial configuration as JSON. It holds the password. */
  String initialConfiguration() {
    return json(
        Map.of(
            "name", "embedded",
            "modelVersion", "9.0",
            "authenticationproviders", List.of(users()),
            "ports", List.of(loopback()),
            "virtualhostnodes", List.of(store())));
  }

  private Map<String, Object> users() {
    return Map.of(
        "name",
        USERS,
        "type",
        "Plain",
        // by default PLAIN, the mechanism that every client speaks, asks for TLS
        "secureOnlyMechanisms",
        List.of(),
        "users",
        List.of(
            Map.of(
                "name", credentials.user(),
                "type", "managed",
                "password", credentials.password())));
  }

  private Map<String, Object> loopback() {
    return Map.of(
        "name",
        "AMQP",
        "type",
        "AMQP",
        "port",
        Integer.toString(port),
        "bindingAddress",
        "127.0.0.1",
        "authenticationProvider",
        USERS,
        "protocols",
        List.of("AMQP_0_9_1"),
        "virtualhostaliases",
        List.of(Map.of("name", "default", "type", "defaultAlias")));
  }

  private Map<String, Object> store() {
    return Map.of(
        "name", "default",
        "type", "BDB",
        "storePath", directory.resolve("bdb").toString(),
        "defaultVirtualHostNode", "true",
        "virtualHostInitialConfiguration", json(Map.of("type", "ProvidedStore")));
  }

  private static String json(Map<String, Object> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the broker's configuration is no JSON", e);
    }
  }
}

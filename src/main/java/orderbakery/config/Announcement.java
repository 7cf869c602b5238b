package orderbakery.config;

import static java.util.stream.Collectors.joining;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/** Says in three lines what listens where, and on which servers the process stands. */
final class Announcement {
  private static final Logger LOG = LoggerFactory.getLogger("order-bakery");

  private final Environment environment;
  private final Roles roles;

  Announcement(Environment environment, Roles roles) {
    this.environment = environment;
    this.roles = roles;
  }

  void make() {
    LOG.info(
        "{} at work on {}: {}",
        roles.taken().stream().map(Role::roleName).collect(joining(", ")),
        address("server.address", "local.server.port"),
        roles.components().stream()
            .map("POST and GET /%1$s, websocket /%1$s-events"::formatted)
            .collect(joining("; ")));
    LOG.info(
        "Management on {}: /actuator/health/readiness, /actuator/prometheus, /actuator/hawtio",
        address("management.server.address", "local.management.port"));
    boolean embeddedBroker = isUnset("RABBITMQ_ADDRESSES");
    boolean embeddedStore = isUnset("MONGODB_URI");
    if (embeddedBroker || embeddedStore) {
      LOG.info(
          "Broker {}, store {}, data in {}: a single node for trying, developing and testing",
          embeddedBroker ? "embedded" : "RabbitMQ",
          embeddedStore ? "embedded" : "MongoDB",
          environment.getProperty("bakery.data-directory"));
    } else {
      LOG.info("Broker RabbitMQ at {}", environment.getProperty("spring.rabbitmq.addresses"));
    }
  }

  private boolean isUnset(String server) {
    return environment.getProperty(server, "").isEmpty();
  }

  private String address(String host, String port) {
    return "http://" + environment.getProperty(host) + ":" + environment.getProperty(port);
  }
}

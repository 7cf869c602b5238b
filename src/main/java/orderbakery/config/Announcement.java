package orderbakery.config;

import static java.util.stream.Collectors.joining;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * Says in three lines what listens where, and on which servers the process stands; and warns in a
 * fourth when it asks nobody who he is.
 */
final class Announcement {
  private static final Logger LOG = LoggerFactory.getLogger("order-bakery");

  private final Environment environment;
  private final OwnPorts ports;
  private final Roles roles;
  private final DemoIssuer issuer;

  /**
   * @param issuer null unless this process issues tokens
   */
  Announcement(Environment environment, Roles roles, DemoIssuer issuer) {
    this.environment = environment;
    this.ports = new OwnPorts(environment);
    this.roles = roles;
    this.issuer = issuer;
  }

  void make() {
    LOG.info(
        "{} at work on {}: {}",
        roles.taken().stream().map(Role::roleName).collect(joining(", ")),
        ports.api().address(),
        roles.components().stream()
            .map("POST and GET /%1$s, websocket /%1$s-events"::formatted)
            .collect(joining("; ")));
    LOG.info(
        "Management on {}: /actuator/health/readiness, /actuator/prometheus, /actuator/hawtio",
        ports.management().address());
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
    warnOfOpenDoors();
    if (issuer != null) {
      LOG.info(
          "A token of Ada's, for trying: {}",
          issuer.command(environment.getProperty("local.server.port")));
    }
  }

  private void warnOfOpenDoors() {
    Reach reach = Reach.of(environment);
    if (!reach.takesTokens()) {
      LOG.warn(
          "Open to everybody {}: bakery.security.issuer is not set",
          reach.isWide() ? "who reaches it" : "on this machine");
    }
  }

  private boolean isUnset(String server) {
    return environment.getProperty(server, "").isEmpty();
  }
}

package orderbakery.config;

import org.springframework.core.env.Environment;

/** The two ports of this process, once they are bound. */
record OwnPorts(Environment environment) {

  /**
   * One of them.
   *
   * @param scheme {@code http} or {@code https}
   * @param host that it is bound to
   */
  record Port(String scheme, String host, int number) {
    String address() {
      return at(host);
    }

    /** As somebody calls it who knows the machine by this name. */
    String at(String name) {
      return scheme + "://" + name + ":" + number;
    }
  }

  Port api() {
    return port("server", "local.server.port");
  }

  Port management() {
    return port("management.server", "local.management.port");
  }

  private Port port(String server, String number) {
    return new Port(
        isTls(server) ? "https" : "http",
        environment.getProperty(server + ".address"),
        environment.getRequiredProperty(number, Integer.class));
  }

  /** Without settings of its own, the management port takes those of the other. */
  private boolean isTls(String server) {
    return environment.getProperty(
        server + ".ssl.enabled", Boolean.class, environment.containsProperty("server.ssl.bundle"));
  }
}

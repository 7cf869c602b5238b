package orderbakery.processes;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a process finds when it starts: servers, databases, its roles.
 *
 * @param environment variables that it gets
 */
record Surroundings(Map<String, String> environment) {

  Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Both servers embedded, with their data in a directory. */
  static Surroundings embedded(Path data) {
    return new Surroundings(Map.of("BAKERY_DATA_DIRECTORY", data.toString()));
  }

  /** Real servers, or proxies in front of them. */
  static Surroundings real(String brokerAddress, String storeUri, RealServers servers) {
    return new Surroundings(
        Map.of(
            "RABBITMQ_ADDRESSES",
            brokerAddress,
            "MONGODB_URI",
            storeUri,
            "BAKERY_SOURCE_DATABASE",
            servers.source().getName(),
            "BAKERY_PRESENTATION_DATABASE",
            servers.presentation().getName()));
  }

  Surroundings roles(String... roles) {
    return with("BAKERY_ROLES", String.join(",", roles));
  }

  /** Number {@code index} of {@code count} equal processes. */
  Surroundings replica(int index, int count) {
    return with("BAKERY_REPLICA", index + "/" + count);
  }

  /** A machine that is set up for people of this country, and knows no letters but ASCII. */
  Surroundings locale(String language, String country) {
    String options = "-Duser.language=" + language + " -Duser.country=" + country;
    return with("JDK_JAVA_OPTIONS", options).with("LC_ALL", "C");
  }

  Surroundings with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Surroundings(more);
  }

  /**
   * What the test run itself was told about servers and settings does not reach the process, which
   * begins without a demo.
   */
  void applyTo(Map<String, String> inherited) {
    inherited.keySet().removeAll(List.of("RABBITMQ_ADDRESSES", "MONGODB_URI", "JAVA_TOOL_OPTIONS"));
    inherited.keySet().removeIf(name -> name.startsWith("BAKERY_"));
    inherited.put("BAKERY_DEMO", "false");
    inherited.putAll(environment);
  }
}

package orderbakery.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What processes hold at a time.
 *
 * @param contender resident bytes of the process of Order Bakery
 * @param broker resident bytes of RabbitMQ
 * @param store resident bytes of MongoDB
 * @param threads of the process of Order Bakery
 */
record Footprint(long contender, long broker, long store, long threads) {

  /** Now. The environment says which processes the servers are. */
  static Footprint now(Contender contender) throws IOException {
    ProcessHandle process = ProcessHandle.of(contender.pid()).orElseThrow();
    return new Footprint(
        resident(process),
        ofServer("BROKER_PID"),
        ofServer("STORE_PID"),
        status(process, "Threads:"));
  }

  private static long ofServer(String variable) throws IOException {
    return resident(ProcessHandle.of(Long.parseLong(System.getenv(variable))).orElseThrow());
  }

  /** Of a process and all that it has started. */
  private static long resident(ProcessHandle process) throws IOException {
    long kilobytes = 0;
    for (ProcessHandle each : Stream.concat(Stream.of(process), process.descendants()).toList()) {
      kilobytes += status(each, "VmRSS:");
    }
    return kilobytes << 10;
  }

  /** Zero for a process that has ended meanwhile. */
  private static long status(ProcessHandle process, String field) throws IOException {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
      return lines
          .filter(it -> it.startsWith(field))
          .map(it -> it.replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .sum();
    } catch (NoSuchFileException ended) {
      return 0;
    }
  }
}

package orderbakery.bench.compare;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * Seconds of CPU.
 *
 * @param contender of all its processes
 * @param broker RabbitMQ
 * @param store MongoDB
 * @param load the process that places the orders
 */
record Cpu(double contender, double broker, double store, double load) {

  /** Until now. The environment says which processes the servers are. */
  static Cpu now(Contender contender) {
    return new Cpu(
        contender.cpuSeconds(),
        ofServer("BROKER_PID"),
        ofServer("STORE_PID"),
        seconds(Stream.of(ProcessHandle.current()))); // the contenders are children of it
  }

  Cpu since(Cpu before) {
    return new Cpu(
        contender - before.contender,
        broker - before.broker,
        store - before.store,
        load - before.load);
  }

  Cpu plus(Cpu more) {
    return new Cpu(
        contender + more.contender, broker + more.broker, store + more.store, load + more.load);
  }

  /** Per so many orders. */
  Cpu per(double orders) {
    return new Cpu(contender / orders, broker / orders, store / orders, load / orders);
  }

  private static double ofServer(String variable) {
    return seconds(ProcessHandle.of(Long.parseLong(System.getenv(variable))).orElseThrow());
  }

  /** Of a process and all that it has started. */
  static double seconds(ProcessHandle process) {
    return seconds(Stream.concat(Stream.of(process), process.descendants()));
  }

  private static double seconds(Stream<ProcessHandle> processes) {
    return processes
            .map(it -> it.info().totalCpuDuration().orElse(Duration.ZERO))
            .mapToLong(Duration::toMillis)
            .sum()
        / 1000.0;
  }
}

package orderbakery.config;

import static orderbakery.config.InvalidSettings.require;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import orderbakery.log.Partitions;
import org.quartz.CronExpression;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code bakery}. config.json holds their defaults, README their meaning.
 *
 * @param components what the installation knows: {@code order}
 * @param roles what this process does, or {@code all}
 * @param partitions of the log; the database keeps the number it was first started with
 * @param replica {@code k/N}: this process is number k of N of its roles
 * @param dataDirectory of the embedded servers
 * @param currency ISO 4217 code of orders that name none
 * @param bodyLimit of a request
 * @param waitingLimit how many requests may wait for the end of their command at a time
 * @param signalPeriod how often every partition is signalled
 * @param measurePeriod how often it is measured what waits for an operator
 */
@ConfigurationProperties("bakery")
record BakerySettings(
    List<String> components,
    List<String> roles,
    int partitions,
    String replica,
    Path dataDirectory,
    String currency,
    DataSize bodyLimit,
    int waitingLimit,
    HttpSettings http,
    Duration signalPeriod,
    Database source,
    Database presentation,
    Broker broker,
    Feed feed,
    Jobs jobs,
    Sweeps sweeps,
    Duration measurePeriod,
    Retry retry) {
  BakerySettings {
    require(
        partitions >= 1 && partitions <= Partitions.MOST,
        "bakery.partitions must be 1 to " + Partitions.MOST + ", not " + partitions);
    require(
        currency.matches("[A-Z]{3}"), "bakery.currency must be an ISO 4217 code, not " + currency);
    require(
        bodyLimit.toBytes() >= 1024 && bodyLimit.toBytes() <= 1024 * 1024,
        "bakery.body-limit must be 1KB to 1MB, not " + bodyLimit);
    require(
        waitingLimit >= 1 && waitingLimit <= 100_000,
        "bakery.waiting-limit must be 1 to 100000, not " + waitingLimit);
    require(
        signalPeriod.toMillis() >= 100,
        "bakery.signal-period must be 100ms or more, not " + signalPeriod);
    require(
        measurePeriod.toMillis() >= 100,
        "bakery.measure-period must be 100ms or more, not " + measurePeriod);
    require(
        !source.database().equals(presentation.database()),
        "bakery.source.database and bakery.presentation.database must differ, both are "
            + source.database());
  }

  /**
   * A database.
   *
   * @param database its name
   */
  record Database(String database) {
    Database {
      require(
          database.matches("[A-Za-z0-9_-]{1,38}"),
          "bakery.source.database and bakery.presentation.database must be names of at most 38"
              + " letters, digits, _ and -, not "
              + database);
    }
  }

  /**
   * How messages are handled.
   *
   * @param queueType {@code quorum} or {@code classic}
   * @param batchSize messages or events in one batch, at most
   * @param messageLimit size of a message that a stage reads, at most
   * @param confirmTimeout how long a publisher waits for the broker's confirms
   * @param watchPeriod how often it is looked whether a quiet broker still serves this process
   */
  record Broker(
      String queueType,
      int batchSize,
      DataSize messageLimit,
      Duration confirmTimeout,
      Duration watchPeriod) {
    Broker {
      require(
          List.of("quorum", "classic").contains(queueType),
          "bakery.broker.queue-type must be quorum or classic, not " + queueType);
      require(
          batchSize >= 1 && batchSize <= 1000,
          "bakery.broker.batch-size must be 1 to 1000, not " + batchSize);
      require(
          messageLimit.toBytes() >= 64 * 1024 && messageLimit.toBytes() <= 8 * 1024 * 1024,
          "bakery.broker.message-limit must be 64KB to 8MB, not " + messageLimit);
      require(
          confirmTimeout.toMillis() >= 100,
          "bakery.broker.confirm-timeout must be 100ms or more, not " + confirmTimeout);
      require(
          watchPeriod.toMillis() >= 1000 && watchPeriod.toSeconds() <= 5,
          "bakery.broker.watch-period must be 1s to 5s, not " + watchPeriod);
    }
  }

  /**
   * The bounds of the websocket.
   *
   * @param connections clients at once
   * @param connectionsPerAddress clients at once from one address
   * @param messagesPerSecond of one client
   * @param sendBufferBytes that may wait for one client
   * @param sendTimeout how long one frame may take to a client
   * @param heartbeat between two pings
   * @param threads greet, catch up and answer clients, as many at a time
   */
  record Feed(
      int connections,
      int connectionsPerAddress,
      int messagesPerSecond,
      int sendBufferBytes,
      Duration sendTimeout,
      Duration heartbeat,
      int threads) {
    Feed {
      require(connections >= 1, "bakery.feed.connections must be 1 or more, not " + connections);
      require(
          connectionsPerAddress >= 1,
          "bakery.feed.connections-per-address must be 1 or more, not " + connectionsPerAddress);
      require(
          messagesPerSecond >= 1,
          "bakery.feed.messages-per-second must be 1 or more, not " + messagesPerSecond);
      require(
          sendBufferBytes >= 512 * 1024 && sendBufferBytes <= 64 * 1024 * 1024,
          "bakery.feed.send-buffer-bytes must be 524288 to 67108864, not " + sendBufferBytes);
      require(
          sendTimeout.toMillis() >= 100,
          "bakery.feed.send-timeout must be 100ms or more, not " + sendTimeout);
      require(
          heartbeat.toSeconds() >= 1, "bakery.feed.heartbeat must be 1s or more, not " + heartbeat);
      require(threads >= 1 && threads <= 64, "bakery.feed.threads must be 1 to 64, not " + threads);
    }
  }

  /**
   * Rebuilds and reconciliations.
   *
   * @param eventsPerSecond of the log that they pass, at most
   * @param samplePeriod how often a sample is compared
   */
  record Jobs(int eventsPerSecond, Duration samplePeriod) {
    Jobs {
      require(
          eventsPerSecond >= 1 && eventsPerSecond <= 10_000,
          "bakery.jobs.events-per-second must be 1 to 10000, not " + eventsPerSecond);
      require(
          samplePeriod.toSeconds() >= 1,
          "bakery.jobs.sample-period must be 1s or more, not " + samplePeriod);
    }
  }

  /**
   * What looks for what has gone astray, and when, as cron expressions of Quartz.
   *
   * @param lateAfter after which a pending event is late
   * @param restAfter after its last change, an order is no longer on its way
   * @param mostRepublished orders that one sweep bakes again
   */
  record Sweeps(
      Duration lateAfter,
      Duration restAfter,
      int mostRepublished,
      String lateEventsCron,
      String missingPresentationsCron,
      String orphanedPresentationsCron,
      String unroutableLettersCron) {
    Sweeps {
      require(
          lateAfter.toMillis() > 0, "bakery.sweeps.late-after must be above 0, not " + lateAfter);
      require(
          restAfter.toMillis() > 0, "bakery.sweeps.rest-after must be above 0, not " + restAfter);
      require(
          mostRepublished >= 1 && mostRepublished <= 10_000,
          "bakery.sweeps.most-republished must be 1 to 10000, not " + mostRepublished);
      requireCron("late-events", lateEventsCron);
      requireCron("missing-presentations", missingPresentationsCron);
      requireCron("orphaned-presentations", orphanedPresentationsCron);
      requireCron("unroutable-letters", unroutableLettersCron);
    }

    private static void requireCron(String sweep, String cron) {
      require(
          CronExpression.isValidExpression(cron),
          "bakery.sweeps." + sweep + "-cron must be a cron expression of Quartz, not " + cron);
    }
  }

  /**
   * How a step that failed is tried again, for ever. Milliseconds, since Camel's redelivery takes
   * no other unit.
   *
   * @param firstDelayMillis before the first try
   * @param longestDelayMillis between tries; they double until then
   */
  record Retry(long firstDelayMillis, long longestDelayMillis) {
    Retry {
      require(
          firstDelayMillis > 0 && firstDelayMillis <= longestDelayMillis,
          "bakery.retry.first-delay-millis must be above 0 and not above"
              + " bakery.retry.longest-delay-millis, not "
              + firstDelayMillis);
    }
  }
}

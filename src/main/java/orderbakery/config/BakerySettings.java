package orderbakery.config;

import static orderbakery.config.InvalidSettings.require;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import orderbakery.log.Partitions;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code bakery}. config.json holds their defaults, docs/settings.md their
 * meaning.
 *
 * @param components what the installation knows: {@code order}
 * @param roles what this process does, or {@code all}
 * @param partitions of the log; the database keeps the number it was first started with
 * @param preparation whether it makes what it needs on the servers
 * @param replica {@code k/N}: this process is number k of N of its roles
 * @param dataDirectory of the embedded servers
 * @param currency ISO 4217 code of orders that name none
 * @param demo whether the catalogue begins with the products of the demo
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
    Preparation preparation,
    String replica,
    Path dataDirectory,
    String currency,
    boolean demo,
    DataSize bodyLimit,
    int waitingLimit,
    Limits limits,
    HttpSettings http,
    SecuritySettings security,
    Duration signalPeriod,
    Database source,
    Database presentation,
    Broker broker,
    FeedSettings feed,
    FilesSettings files,
    Jobs jobs,
    SweepSettings sweeps,
    Related related,
    LivePage page,
    MailSettings mail,
    NoticeSettings notices,
    List<WebhookSettings> webhooks,
    Duration measurePeriod,
    TracingSettings tracing,
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
        webhooks.stream().map(WebhookSettings::url).distinct().count() == webhooks.size(),
        "bakery.webhooks names one url twice");
    require(
        notices.privateAddresses()
            || webhooks.stream().allMatch(it -> it.url().startsWith("https:")),
        "bakery.webhooks[].url must be an https URL, unless bakery.notices.private-addresses is true");
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
   * Beyond which requests are refused.
   *
   * @param oldestWaiting how long an accepted command may wait to be decided
   * @param watchPeriod how often it is looked how long the oldest has been waiting
   * @param requestsPerSecond of one client; 0 for as many as he likes
   */
  record Limits(Duration oldestWaiting, Duration watchPeriod, int requestsPerSecond) {
    Limits {
      require(
          oldestWaiting.toMillis() >= 1000 && oldestWaiting.toHours() < 24,
          "bakery.limits.oldest-waiting must be 1s to 24h, not " + oldestWaiting);
      require(
          watchPeriod.toMillis() >= 100 && watchPeriod.toSeconds() <= 5,
          "bakery.limits.watch-period must be 100ms to 5s, not " + watchPeriod);
      require(
          requestsPerSecond >= 0 && requestsPerSecond <= 100_000,
          "bakery.limits.requests-per-second must be 0 to 100000, not " + requestsPerSecond);
    }
  }

  /**
   * How messages are handled.
   *
   * @param queueType {@code quorum} or {@code classic}
   * @param batchSize messages or events in one batch, at most; of messages 200 in any case
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
   * Rebuilds and reconciliations.
   *
   * @param eventsPerSecond of the log that they pass, at most, where who begins one says nothing
   *     else
   * @param samplePeriod how often a sample is compared
   */
  record Jobs(int eventsPerSecond, Duration samplePeriod) {
    Jobs {
      require(
          eventsPerSecond >= 1,
          "bakery.jobs.events-per-second must be 1 or more, not " + eventsPerSecond);
      require(
          samplePeriod.toSeconds() >= 1,
          "bakery.jobs.sample-period must be 1s or more, not " + samplePeriod);
    }
  }

  /**
   * How orders follow the products that they name.
   *
   * @param ordersPerSecond that are looked at because a product has changed, at most
   */
  record Related(int ordersPerSecond) {
    Related {
      require(
          ordersPerSecond >= 1 && ordersPerSecond <= 10_000,
          "bakery.related.orders-per-second must be 1 to 10000, not " + ordersPerSecond);
    }
  }

  /**
   * How people log in on the page at {@code /}, where callers show tokens.
   *
   * @param clientId as the issuer knows the page, a public client; empty where it does not
   * @param scopes that the page asks for
   */
  record LivePage(String clientId, List<String> scopes) {}

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

package orderbakery.config;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import orderbakery.api.KeyClaims;
import orderbakery.api.MadeVersions;
import orderbakery.api.OpenCommands;
import orderbakery.api.StoredDocuments;
import orderbakery.component.Components;
import orderbakery.component.Lookup;
import orderbakery.feed.TicketStore;
import orderbakery.log.EventLog;
import orderbakery.log.Partitions;
import orderbakery.operate.jobs.JobDesks;
import orderbakery.outage.Outage;
import orderbakery.store.EntityDocuments;
import orderbakery.store.EventDocuments;
import orderbakery.store.MongoDocuments;
import orderbakery.store.MongoEventLog;
import orderbakery.store.MongoKeyClaims;
import orderbakery.store.MongoLookup;
import orderbakery.store.MongoMadeVersions;
import orderbakery.store.MongoOpenCommands;
import orderbakery.store.MongoTickets;
import orderbakery.store.PresentationDocuments;
import orderbakery.store.RawJson;
import orderbakery.store.Schema;
import orderbakery.store.StoreWatch;
import org.apache.camel.component.mongodb.MongoDbComponent;
import org.springframework.boot.autoconfigure.mongo.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The store: its client, its documents, its schema. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
  /**
   * For one answer to what a request reads, a long page being several: the client of a server that
   * hangs is told to come again before two seconds have passed.
   */
  private static final Duration READ_WITHIN = Duration.ofMillis(1500);

  /** For what a request writes: while a member hangs, a majority confirms every 2 s only. */
  private static final Duration WRITE_WITHIN = Duration.ofSeconds(4);

  /** Without a primary; a step runs again, a request is answered 503. */
  private static final Duration PRIMARY_WITHIN = READ_WITHIN;

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

  /** A server that hangs is no longer waited for, and the step runs again, with another primary. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  /**
   * Every write is guarded and repeated by the routes, so the driver repeats none; no reader sees
   * what may be rolled back. {@code MONGODB_URI} and the server's defaults change none of it.
   */
  @Bean
  MongoClientSettingsBuilderCustomizer durableWrites(StoreWatch watch) {
    return settings ->
        settings
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .readConcern(ReadConcern.MAJORITY)
            .readPreference(ReadPreference.primary())
            .retryWrites(false)
            .addCommandListener(watch)
            .applyToClusterSettings(
                cluster ->
                    cluster
                        .addClusterListener(watch)
                        .serverSelectionTimeout(PRIMARY_WITHIN.toMillis(), MILLISECONDS))
            .applyToServerSettings(
                server -> server.addServerMonitorListener(watch).heartbeatFrequency(1, SECONDS))
            .applyToSocketSettings(
                socket ->
                    socket
                        .connectTimeout(CONNECT_WITHIN.toMillis(), MILLISECONDS)
                        .readTimeout(ANSWER_WITHIN.toMillis(), MILLISECONDS));
  }

  @Bean
  Outage storeOutage() {
    return new Outage("MongoDB", System::nanoTime);
  }

  @Bean
  StoreWatch storeWatch(Outage storeOutage) {
    return new StoreWatch(storeOutage);
  }

  /** The component behind {@code mongodb:}, by the name that Camel looks for. */
  @Bean("mongodb-component")
  MongoDbComponent mongoComponent() {
    return new DurableMongo();
  }

  /** What routes name to have the log told of their failures. */
  @Bean("failed-steps")
  FailedSteps failedSteps(Outage storeOutage) {
    return new FailedSteps(storeOutage);
  }

  @Bean
  MongoDatabase sourceDatabase(MongoClient mongo, BakerySettings settings) {
    return mongo.getDatabase(settings.source().database());
  }

  @Bean
  MongoDatabase presentationDatabase(MongoClient mongo, BakerySettings settings) {
    return mongo.getDatabase(settings.presentation().database());
  }

  @Bean
  Schema schema(
      MongoDatabase sourceDatabase,
      MongoDatabase presentationDatabase,
      Components components,
      Partitions partitions,
      JobDesks desks,
      Environment environment) {
    return new Schema(
        sourceDatabase,
        presentationDatabase,
        components.references(),
        components.searched(),
        Reach.of(environment).takesTokens() ? components.owned() : Set.of(),
        partitions,
        () -> UUID.randomUUID().toString().substring(0, 8),
        desks::bakeAgain);
  }

  @Bean
  Lookup lookup(MongoDatabase presentationDatabase) {
    return new MongoLookup(presentationDatabase, READ_WITHIN);
  }

  @Bean
  EventLog eventLog(MongoDatabase sourceDatabase) {
    return new MongoEventLog(sourceDatabase.getCollection("events"));
  }

  @Bean
  KeyClaims keyClaims(MongoDatabase sourceDatabase) {
    MongoDatabase inTime = sourceDatabase.withTimeout(WRITE_WITHIN.toMillis(), MILLISECONDS);
    return new MongoKeyClaims(inTime.getCollection("claims"));
  }

  @Bean("event-documents")
  EventDocuments eventDocuments() {
    return new EventDocuments();
  }

  @Bean("entity-documents")
  EntityDocuments entityDocuments() {
    return new EntityDocuments();
  }

  @Bean("presentation-documents")
  PresentationDocuments presentationDocuments(Clock clock) {
    return new PresentationDocuments(clock);
  }

  @Bean
  StoredDocuments storedDocuments(
      MongoDatabase sourceDatabase, MongoDatabase presentationDatabase) {
    MongoDatabase source = sourceDatabase.withTimeout(READ_WITHIN.toMillis(), MILLISECONDS);
    return new MongoDocuments(
        source.getCollection("events"),
        presentationDatabase.withTimeout(READ_WITHIN.toMillis(), MILLISECONDS));
  }

  @Bean
  MadeVersions madeVersions(MongoDatabase sourceDatabase) {
    return new MongoMadeVersions(
        sourceDatabase.withTimeout(READ_WITHIN.toMillis(), MILLISECONDS).getCollection("events"));
  }

  @Bean
  OpenCommands openCommands(MongoDatabase sourceDatabase, Partitions partitions) {
    MongoDatabase inTime = sourceDatabase.withTimeout(READ_WITHIN.toMillis(), MILLISECONDS);
    return new MongoOpenCommands(inTime.getCollection("events"), partitions);
  }

  /** One that a failover could take back would let nobody in, or somebody twice. */
  @Bean
  TicketStore ticketStore(MongoDatabase presentationDatabase) {
    return new MongoTickets(
        presentationDatabase.withTimeout(WRITE_WITHIN.toMillis(), MILLISECONDS));
  }

  @Bean
  RawJson rawJson() {
    return new RawJson();
  }
}

package orderbakery.config;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import orderbakery.api.KeyClaims;
import orderbakery.component.Components;
import orderbakery.log.EventLog;
import orderbakery.log.Partitions;
import orderbakery.store.EntityDocuments;
import orderbakery.store.EventDocuments;
import orderbakery.store.EventQueries;
import orderbakery.store.MongoEventLog;
import orderbakery.store.MongoKeyClaims;
import orderbakery.store.PresentationDocuments;
import orderbakery.store.PresentationQueries;
import orderbakery.store.RawJson;
import orderbakery.store.Schema;
import orderbakery.store.Writes;
import org.apache.camel.component.mongodb.MongoDbComponent;
import org.springframework.boot.autoconfigure.mongo.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store: its client, its documents, its schema. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
  private static final int AWAY_AFTER_MILLIS = 2000;

  /**
   * Every write is guarded and repeated by the routes, so the driver repeats none; no reader sees
   * what may be rolled back. {@code MONGODB_URI} and the server's defaults change none of it.
   */
  @Bean
  MongoClientSettingsBuilderCustomizer durableWrites() {
    return settings ->
        settings
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .readConcern(ReadConcern.MAJORITY)
            .readPreference(ReadPreference.primary())
            .retryWrites(false)
            .applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(AWAY_AFTER_MILLIS, TimeUnit.MILLISECONDS))
            .applyToServerSettings(server -> server.heartbeatFrequency(1, TimeUnit.SECONDS))
            .applyToSocketSettings(
                socket ->
                    socket
                        .connectTimeout(AWAY_AFTER_MILLIS, TimeUnit.MILLISECONDS)
                        .readTimeout(30, TimeUnit.SECONDS));
  }

  /** The component behind {@code mongodb:}, by the name that Camel looks for. */
  @Bean("mongodb-component")
  MongoDbComponent mongoComponent() {
    return new DurableMongo();
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
      Partitions partitions) {
    return new Schema(
        sourceDatabase,
        presentationDatabase,
        components.collections(),
        partitions,
        () -> UUID.randomUUID().toString().substring(0, 8));
  }

  @Bean
  EventLog eventLog(MongoDatabase sourceDatabase) {
    return new MongoEventLog(sourceDatabase.getCollection("events"));
  }

  @Bean
  KeyClaims keyClaims(MongoDatabase sourceDatabase) {
    return new MongoKeyClaims(sourceDatabase.getCollection("claims"));
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

  @Bean("event-queries")
  EventQueries eventQueries() {
    return new EventQueries();
  }

  @Bean("presentation-queries")
  PresentationQueries presentationQueries() {
    return new PresentationQueries();
  }

  @Bean("writes")
  Writes writes() {
    return new Writes();
  }

  @Bean("raw-json")
  RawJson rawJson() {
    return new RawJson();
  }
}

package orderbakery.config;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import orderbakery.broker.DeadLetters;
import orderbakery.component.Components;
import orderbakery.log.Partitions;
import orderbakery.message.CommandMessages;
import orderbakery.operate.sweeps.SweepLedger;
import orderbakery.related.FollowCommands;
import orderbakery.related.FollowUps;
import orderbakery.related.FollowUpsEndpoint;
import orderbakery.related.RelatedChanges;
import orderbakery.related.RelatedEntities;
import orderbakery.related.Relation;
import orderbakery.related.Workload;
import orderbakery.store.MongoFollowUps;
import orderbakery.store.MongoRelatedEntities;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What lets the entities of one component follow those of another. */
@Configuration(proxyBeanMethods = false)
class RelatedConfiguration {

  @Bean
  Relations relations(Components components) {
    return new Relations(Relation.among(components));
  }

  @Bean
  FollowUps followUps(MongoDatabase sourceDatabase) {
    return new MongoFollowUps(
        sourceDatabase.getCollection("followups"), sourceDatabase.getCollection("events"));
  }

  @Bean
  FollowCommands followCommands(Clock clock, ProcessNames names) {
    return new FollowCommands(clock, names.of(Role.RELATED_CHANGES));
  }

  @Bean("related-changes")
  RelatedChanges relatedChanges(
      Relations relations,
      MongoDatabase sourceDatabase,
      FollowUps followUps,
      FollowCommands commands,
      CommandMessages messages,
      DeadLetters deadLetters,
      Clock clock) {
    return new RelatedChanges(
        related(relations, sourceDatabase), followUps, commands, messages, deadLetters, clock);
  }

  @Bean("follow-up-work")
  Workload workload(
      Relations relations,
      MongoDatabase sourceDatabase,
      FollowUps followUps,
      FollowCommands commands,
      CommandMessages messages,
      Partitions partitions,
      SweepLedger ledger,
      Clock clock,
      BakerySettings settings,
      MeterRegistry meters) {
    return new Workload(
        related(relations, sourceDatabase),
        followUps,
        commands,
        messages,
        partitions,
        ledger,
        clock,
        settings.related().ordersPerSecond(),
        meters);
  }

  @Bean
  FollowUpsEndpoint followUpsEndpoint(FollowUps followUps, Clock clock) {
    return new FollowUpsEndpoint(followUps, clock);
  }

  private static List<RelatedEntities> related(Relations relations, MongoDatabase source) {
    return relations.all().stream()
        .<RelatedEntities>map(
            relation ->
                new MongoRelatedEntities(
                    relation,
                    source.getCollection(Components.plural(relation.leader())),
                    source.getCollection(Components.plural(relation.follower()))))
        .toList();
  }
}

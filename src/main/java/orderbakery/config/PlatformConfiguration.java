package orderbakery.config;

import static java.util.stream.Collectors.toMap;

import com.github.f4b6a3.uuid.UuidCreator;
import com.mongodb.MongoTimeoutException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import orderbakery.broker.Broker;
import orderbakery.broker.BrokerWatch;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.broker.Replica;
import orderbakery.broker.Rooms;
import orderbakery.component.Component;
import orderbakery.component.Components;
import orderbakery.log.EventLog;
import orderbakery.log.Partitions;
import orderbakery.log.Sequencer;
import orderbakery.message.CommandMessages;
import orderbakery.message.FactMessages;
import orderbakery.message.SignalMessages;
import orderbakery.store.Schema;
import orderbakery.store.StoreWatch;
import org.apache.camel.model.ModelCamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What all roles share: clock, ids, partitions, messages, start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BakerySettings.class)
class PlatformConfiguration {

  @Bean
  static RequiredSettings requiredSettings() {
    return new RequiredSettings();
  }

  /** Milliseconds, as the store keeps them. */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
  }

  /** UUIDv7 (RFC 9562): ids grow with time. */
  @Bean
  Supplier<String> commandIds() {
    return () -> UuidCreator.getTimeOrderedEpoch().toString();
  }

  @Bean
  Roles roles(Environment environment) {
    return Roles.of(environment);
  }

  @Bean
  Channels channels(
      BakerySettings settings,
      @Value("${role.mail}") boolean mails,
      @Value("${role.webhooks}") boolean webhooks,
      Clock clock) {
    return Channels.of(settings, mails, webhooks, clock);
  }

  @Bean
  Partitions partitions(BakerySettings settings) {
    return new Partitions(settings.partitions());
  }

  @Bean
  Replica replica(BakerySettings settings) {
    try {
      return Replica.parse(settings.replica());
    } catch (IllegalArgumentException e) {
      throw new InvalidSettings(e.getMessage());
    }
  }

  @Bean
  ProcessNames processNames(Replica replica) {
    return new ProcessNames(replica.index());
  }

  @Bean("sequencer")
  Sequencer sequencer(
      Partitions partitions,
      EventLog eventLog,
      Clock clock,
      MeterRegistry meters,
      Components components) {
    Map<String, Integer> forms =
        components.all().stream().collect(toMap(Component::name, Component::schemaVersion));
    return new Sequencer(partitions, eventLog, clock, new CountedKeyConflicts(meters), forms::get);
  }

  @Bean("command-messages")
  CommandMessages commandMessages(Partitions partitions) {
    return new CommandMessages(partitions);
  }

  @Bean("signal-messages")
  SignalMessages signalMessages(Partitions partitions, Clock clock, Supplier<String> commandIds) {
    return new SignalMessages(partitions, clock, commandIds);
  }

  @Bean("fact-messages")
  FactMessages factMessages() {
    return new FactMessages();
  }

  @Bean("demo-catalogue")
  DemoCatalogue demoCatalogue(
      Components components,
      EventLog eventLog,
      CommandMessages messages,
      Clock clock,
      ProcessNames names) {
    return new DemoCatalogue(
        components, eventLog, messages, clock, names.of(Role.api(DemoCatalogue.COMPONENT)));
  }

  @Bean
  Work work() {
    return new Work();
  }

  @Bean
  Announcement announcement(
      Environment environment, Roles roles, ObjectProvider<DemoIssuer> issuer) {
    return new Announcement(environment, roles, issuer.getIfAvailable());
  }

  @Bean
  StartUp startUp(
      ModelCamelContext camel,
      Broker broker,
      ConfirmedPublisher publisher,
      BrokerWatch watch,
      Schema schema,
      StoreWatch storeWatch,
      BakerySettings settings,
      Roles roles,
      Work work,
      Announcement announcement,
      ConfigurableApplicationContext application) {
    Runnable store =
        reached(
            storeWatch,
            settings.preparation() == Preparation.AWAIT ? schema::require : schema::prepare);
    boolean only = settings.preparation() == Preparation.ONLY;
    Runnable prepareBroker =
        () -> {
          broker.declareTopology();
          if (!only) {
            publisher.publish(Rooms.PLATFORM_EVENTS_SCHEDULER, watch.question());
          }
        };
    return new StartUp(
        camel,
        prepareBroker,
        store,
        roles.taken(),
        work,
        announcement::make,
        end(application),
        only);
  }

  /** A server that was not reached keeps why beside it. */
  private static Runnable reached(StoreWatch watch, Runnable schema) {
    return () -> {
      try {
        schema.run();
      } catch (MongoTimeoutException e) {
        watch.failure().ifPresent(e::addSuppressed);
        throw e;
      }
    };
  }

  private static IntConsumer end(ConfigurableApplicationContext application) {
    return status -> System.exit(SpringApplication.exit(application, () -> status));
  }
}

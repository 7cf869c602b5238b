package orderbakery.config;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import orderbakery.broker.BrokerVitals;
import orderbakery.component.Components;
import orderbakery.figures.Progress;
import orderbakery.figures.Snapshot;
import orderbakery.operate.sweeps.FileSweeper;
import orderbakery.operate.sweeps.MissingFileSweeper;
import orderbakery.operate.sweeps.OperatorTask;
import orderbakery.operate.sweeps.StuckMeasures;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.SimpleStatusAggregator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.actuate.health.StatusAggregator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What readiness asks, and whether the work gets on. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(HealthConfiguration.class);

  /** Whatever is worse comes first. */
  @Bean
  StatusAggregator statusAggregator() {
    return new SimpleStatusAggregator(
        Status.DOWN,
        Status.OUT_OF_SERVICE,
        WorkHealth.STALLED,
        WorkHealth.DEGRADED,
        Status.UP,
        Status.UNKNOWN);
  }

  @Bean
  RoleStates roleStates(Roles roles, Work work, CamelContext camel) {
    return new RoleStates(roles, work, camel);
  }

  /** An operator who suspends a route does not take the process off: what rests is named. */
  @Bean
  HealthIndicator routesHealthIndicator(Work work, RoleStates states) {
    return () ->
        (work.hasBegun() ? Health.up() : Health.down()).withDetail("roles", states.all()).build();
  }

  @Bean
  BrokerHealth brokerHealthIndicator(BrokerVitals vitals, Clock clock) {
    return new BrokerHealth(vitals, new Since(clock));
  }

  @Bean
  StoreHealth storeHealthIndicator(MongoDatabase sourceDatabase, Clock clock) {
    return new StoreHealth(sourceDatabase, new Since(clock));
  }

  @Bean
  WorkHealth workHealthIndicator(
      Progress progress,
      Roles roles,
      Components components,
      RoleStates states,
      StuckMeasures stuck,
      List<MissingFileSweeper> missing,
      List<FileSweeper> files,
      List<TroubleSource> sources,
      StoreHealth store,
      BrokerHealth broker,
      BakerySettings settings,
      Clock clock) {
    return new WorkHealth(
        roles.isApi() ? () -> known(progress) : Optional::empty,
        () -> roles.isApi() && isUp(store) && isUp(broker),
        settings.limits().oldestWaiting(),
        components.names(),
        states,
        () -> found(stuck, missing, files),
        () -> sources.stream().flatMap(it -> it.troubles().stream()).toList(),
        new Since(clock));
  }

  private static boolean isUp(HealthIndicator server) {
    return server.health().getStatus().equals(Status.UP);
  }

  private static List<OperatorTask> found(
      StuckMeasures stuck, List<MissingFileSweeper> missing, List<FileSweeper> files) {
    return Stream.of(
            stuck.found().stream(),
            missing.stream().map(MissingFileSweeper::found),
            files.stream().map(FileSweeper::leftAlone))
        .flatMap(it -> it)
        .toList();
  }

  private static Optional<Snapshot> known(Progress progress) {
    try {
      return Optional.of(progress.current());
    } catch (RuntimeException away) {
      LOG.debug("What waits is not known", away);
      return Optional.empty();
    }
  }

  /** In every process, so that there is something to ask for. */
  @Bean
  MeterBinder issuerMeters(ObjectProvider<TokenIssuers> issuers) {
    Supplier<Number> away = () -> issuers.stream().anyMatch(TokenIssuers::isAnyAway) ? 1 : 0;
    return meters ->
        Gauge.builder("bakery.issuer.away", away)
            .description("1 while the keys of an issuer of tokens cannot be fetched, else 0")
            .register(meters);
  }

  @Bean
  MeterBinder roleMeters(Roles roles, RoleStates states, BrokerVitals vitals) {
    return meters ->
        roles
            .taken()
            .forEach(
                role -> {
                  Supplier<Number> ready =
                      () -> states.isAtWork(role) && vitals.complaints().isEmpty() ? 1 : 0;
                  Gauge.builder("bakery.role.ready", ready)
                      .tag("role", role.roleName())
                      .description("1 while the role is at work and the broker serves it, else 0")
                      .register(meters);
                });
  }
}

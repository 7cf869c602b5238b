package orderbakery.config;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.log.EventLog;
import orderbakery.message.CommandMessages;
import orderbakery.operate.Interventions;
import orderbakery.operate.JobDesk;
import orderbakery.operate.JobDesks;
import orderbakery.operate.OperatorCommands;
import orderbakery.operate.ParkedCommands;
import orderbakery.operate.ParkedEndpoint;
import orderbakery.operate.RebuildEndpoint;
import orderbakery.operate.ReconcileEndpoint;
import orderbakery.operate.RepublishEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What operators have at hand to free what is stuck, of every component. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

  @Bean("operator-commands")
  OperatorCommands operatorCommands(Clock clock, Supplier<String> commandIds, ProcessNames names) {
    return new OperatorCommands(clock, commandIds, names.ofManagement());
  }

  @Bean("interventions")
  Interventions interventions(CommandMessages messages, ConfirmedPublisher rooms) {
    return new Interventions(messages, rooms);
  }

  @Bean
  ParkedEndpoint parkedEndpoint(
      List<ParkedCommands> parked, OperatorCommands commands, Interventions interventions) {
    return new ParkedEndpoint(parked, commands, interventions);
  }

  @Bean
  JobDesks jobDesks(List<JobDesk> desks) {
    return new JobDesks(desks);
  }

  @Bean
  RebuildEndpoint rebuildEndpoint(JobDesks desks) {
    return new RebuildEndpoint(desks);
  }

  @Bean
  ReconcileEndpoint reconcileEndpoint(JobDesks desks) {
    return new ReconcileEndpoint(desks);
  }

  @Bean
  RepublishEndpoint republishEndpoint(
      EventLog log, OperatorCommands commands, Interventions interventions) {
    return new RepublishEndpoint(log, commands, interventions);
  }
}

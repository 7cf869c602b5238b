package orderbakery.config;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.log.EventLog;
import orderbakery.message.CommandMessages;
import orderbakery.operate.OperatorCommands;
import orderbakery.operate.jobs.JobDesk;
import orderbakery.operate.jobs.JobDesks;
import orderbakery.operate.jobs.RebuildEndpoint;
import orderbakery.operate.jobs.ReconcileEndpoint;
import orderbakery.operate.parked.Interventions;
import orderbakery.operate.parked.ParkedCommands;
import orderbakery.operate.parked.ParkedEndpoint;
import orderbakery.operate.parked.RepublishEndpoint;
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
  Interventions interventions(CommandMessages messages, ConfirmedPublisher publisher) {
    return new Interventions(messages, publisher);
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

package orderbakery.config;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import orderbakery.access.CurrentCaller;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.log.EventLog;
import orderbakery.message.CommandMessages;
import orderbakery.operate.OperatorCommands;
import orderbakery.operate.Signature;
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

  @Bean
  Signature signature() {
    return new Signature(CurrentCaller::principal);
  }

  @Bean("interventions")
  Interventions interventions(CommandMessages messages, ConfirmedPublisher publisher) {
    return new Interventions(messages, publisher);
  }

  @Bean
  ParkedEndpoint parkedEndpoint(
      List<ParkedCommands> parked,
      OperatorCommands commands,
      Interventions interventions,
      Signature signature) {
    return new ParkedEndpoint(parked, commands, interventions, signature);
  }

  @Bean
  JobDesks jobDesks(List<JobDesk> desks) {
    return new JobDesks(desks);
  }

  @Bean
  RebuildEndpoint rebuildEndpoint(JobDesks desks, Signature signature) {
    return new RebuildEndpoint(desks, signature);
  }

  @Bean
  ReconcileEndpoint reconcileEndpoint(JobDesks desks, Signature signature) {
    return new ReconcileEndpoint(desks, signature);
  }

  @Bean
  RepublishEndpoint republishEndpoint(
      EventLog log, OperatorCommands commands, Interventions interventions, Signature signature) {
    return new RepublishEndpoint(log, commands, interventions, signature);
  }
}

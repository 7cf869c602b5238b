package orderbakery.config;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import orderbakery.operate.LetterDesk;
import orderbakery.operate.OperatorCommands;
import orderbakery.operate.ParkedCommands;
import orderbakery.operate.Strays;
import orderbakery.operate.StuckMeasures;
import orderbakery.operate.SweepLedger;
import orderbakery.operate.SweepReports;
import orderbakery.operate.Sweeper;
import orderbakery.store.Ledgers;
import orderbakery.store.MongoStrays;
import orderbakery.store.MongoSweepLedger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What looks by itself for what is stuck or has gone astray. */
@Configuration(proxyBeanMethods = false)
class SweepsConfiguration {

  @Bean
  Strays orderStrays(Ledgers ledgers) {
    return new MongoStrays(ledgers);
  }

  @Bean
  SweepLedger sweepLedger(MongoDatabase sourceDatabase) {
    return new MongoSweepLedger(sourceDatabase.getCollection("sweeps"));
  }

  @Bean("order-sweeper")
  Sweeper orderSweeper(
      Strays strays,
      SweepLedger ledger,
      LetterDesk letters,
      OperatorCommands commands,
      Clock clock,
      BakerySettings settings) {
    BakerySettings.Sweeps sweeps = settings.sweeps();
    return new Sweeper(
        strays,
        ledger,
        letters,
        commands,
        clock,
        sweeps.lateAfter(),
        sweeps.restAfter(),
        sweeps.mostRepublished());
  }

  @Bean("sweep-reports")
  SweepReports sweepReports(MeterRegistry meters, Clock clock) {
    return new SweepReports(meters, clock);
  }

  @Bean("stuck-measures")
  StuckMeasures stuckMeasures(ParkedCommands parked, LetterDesk letters, MeterRegistry meters) {
    return new StuckMeasures(parked, letters, meters);
  }
}

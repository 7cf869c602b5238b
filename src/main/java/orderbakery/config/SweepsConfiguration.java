package orderbakery.config;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import orderbakery.operate.letters.LetterDesk;
import orderbakery.operate.parked.ParkedCommands;
import orderbakery.operate.sweeps.LetterSweeper;
import orderbakery.operate.sweeps.ReportedLedger;
import orderbakery.operate.sweeps.StuckMeasures;
import orderbakery.operate.sweeps.SweepLedger;
import orderbakery.operate.sweeps.SweepReports;
import orderbakery.store.MongoSweepLedger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What looks by itself for what is stuck or has gone astray. */
@Configuration(proxyBeanMethods = false)
class SweepsConfiguration {

  @Bean
  SweepLedger sweepLedger(MongoDatabase sourceDatabase, SweepReports reports) {
    return new ReportedLedger(
        new MongoSweepLedger(sourceDatabase.getCollection("sweeps")), reports);
  }

  @Bean("letter-sweeper")
  LetterSweeper letterSweeper(SweepLedger ledger, LetterDesk letters, Clock clock) {
    return new LetterSweeper(ledger, letters, clock);
  }

  @Bean("sweep-reports")
  SweepReports sweepReports(Roles roles, MeterRegistry meters, Clock clock) {
    return new SweepReports(roles.components(), meters, clock);
  }

  @Bean("stuck-measures")
  StuckMeasures stuckMeasures(
      List<ParkedCommands> parked, LetterDesk letters, MeterRegistry meters) {
    return new StuckMeasures(parked, letters, meters);
  }
}

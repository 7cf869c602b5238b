package orderbakery.operate.sweeps;

import java.time.Instant;

/** A ledger by whose claims the reports know which process tells of a sweep. */
public final class ReportedLedger implements SweepLedger {
  private final SweepLedger ledger;
  private final SweepReports reports;

  public ReportedLedger(SweepLedger ledger, SweepReports reports) {
    this.ledger = ledger;
    this.reports = reports;
  }

  @Override
  public boolean claim(String sweep, Instant time) {
    boolean isOurs = ledger.claim(sweep, time);
    if (!isOurs) {
      reports.forget(sweep);
    }
    return isOurs;
  }

  @Override
  public String place(String sweep) {
    return ledger.place(sweep);
  }

  @Override
  public void keepPlace(String sweep, String place) {
    ledger.keepPlace(sweep, place);
  }
}

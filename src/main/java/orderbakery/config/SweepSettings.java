package orderbakery.config;

import static orderbakery.config.InvalidSettings.require;

import java.time.Duration;
import org.quartz.CronExpression;

/**
 * What looks for what has gone astray, and when, as cron expressions of Quartz.
 *
 * @param lateAfter after which a pending event is late
 * @param restAfter after its last change, an order is no longer on its way
 * @param mostRepublished orders that one sweep bakes again
 */
record SweepSettings(
    Duration lateAfter,
    Duration restAfter,
    int mostRepublished,
    String lateEventsCron,
    String missingPresentationsCron,
    String orphanedPresentationsCron,
    String unroutableLettersCron,
    String filesCron,
    String missingFilesCron) {
  SweepSettings {
    require(lateAfter.toMillis() > 0, "bakery.sweeps.late-after must be above 0, not " + lateAfter);
    require(restAfter.toMillis() > 0, "bakery.sweeps.rest-after must be above 0, not " + restAfter);
    require(
        mostRepublished >= 1 && mostRepublished <= 10_000,
        "bakery.sweeps.most-republished must be 1 to 10000, not " + mostRepublished);
    requireCron("late-events", lateEventsCron);
    requireCron("missing-presentations", missingPresentationsCron);
    requireCron("orphaned-presentations", orphanedPresentationsCron);
    requireCron("unroutable-letters", unroutableLettersCron);
    requireCron("files", filesCron);
    requireCron("missing-files", missingFilesCron);
  }

  private static void requireCron(String sweep, String cron) {
    require(
        CronExpression.isValidExpression(cron),
        "bakery.sweeps." + sweep + "-cron must be a cron expression of Quartz, not " + cron);
  }
}

package orderbakery.config;

import static orderbakery.config.InvalidSettings.require;

import java.time.Duration;

/**
 * How it is worked off what others are owed to hear, by mail or webhook.
 *
 * @param period how often it is looked what is due
 * @param atOnce how many of one channel a process sends side by side
 * @param claim how long a process may take to send one; then another one may
 * @param firstDelay before one that was refused for now is tried again; it doubles each time
 * @param giveUpAfter one that was refused for so long is a dead letter
 * @param privateAddresses whether webhooks may go to this machine and to private networks
 */
record NoticeSettings(
    Duration period,
    int atOnce,
    Duration claim,
    Duration firstDelay,
    Duration giveUpAfter,
    boolean privateAddresses) {
  NoticeSettings {
    require(
        period.toMillis() >= 50 && period.toSeconds() <= 60,
        "bakery.notices.period must be 50ms to 60s, not " + period);
    require(atOnce >= 1 && atOnce <= 100, "bakery.notices.at-once must be 1 to 100, not " + atOnce);
    require(atOnce >= 1 && atOnce <= 100, "bakery.notices.at-once must be 1 to 100, not " + atOnce);
    require(
        claim.toMillis() >= 1000 && claim.toHours() <= 1,
        "bakery.notices.claim must be 1s to 1h, not " + claim);
    require(
        firstDelay.toMillis() >= 50 && firstDelay.toMinutes() <= 10,
        "bakery.notices.first-delay must be 50ms to 10m, not " + firstDelay);
    require(
        giveUpAfter.toMillis() >= 1000 && giveUpAfter.toDays() <= 7,
        "bakery.notices.give-up-after must be 1s to 7d, not " + giveUpAfter);
  }
}

package orderbakery.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import orderbakery.notice.Debt;
import orderbakery.notice.Debts;

/** What each channel owes, as metrics and as a complaint; neither while the store does not tell. */
final class DebtMeters implements MeterBinder, TroubleSource {
  /** A server or receiver that is away is not told otherwise: nothing is lost, and nobody waits. */
  static final Duration LONG = Duration.ofMinutes(15);

  private final Debts debts;
  private final List<String> channels;
  private final Clock clock;

  DebtMeters(Debts debts, List<String> channels, Clock clock) {
    this.debts = debts;
    this.channels = List.copyOf(channels);
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    for (String channel : channels) {
      Gauge.builder("bakery.notices.owed", this, it -> it.ask(channel, Debt::notices))
          .tag("channel", channel)
          .description("Notices that are owed, counted up to 100000")
          .register(meters);
      Gauge.builder("bakery.notices.oldest", this, it -> it.ask(channel, it::seconds))
          .baseUnit("seconds")
          .tag("channel", channel)
          .description("How long the oldest of them has been owed")
          .register(meters);
    }
  }

  /** One for each channel. */
  @Override
  public List<Trouble> troubles() {
    return channels.stream().map(this::trouble).toList();
  }

  private Trouble trouble(String channel) {
    Debt debt = debts.of(channel).orElse(new Debt(0, null));
    return new Trouble(
        "notices of " + channel,
        debt.age(clock.instant()).compareTo(LONG) > 0,
        "Notices of channel " + channel + " wait, " + debt.notices() + " of them",
        debt.since(),
        "the log, whether its server fails, and at docs/notifications.md");
  }

  private double seconds(Debt debt) {
    return debt.age(clock.instant()).toMillis() / 1000.0;
  }

  private double ask(String channel, ToDoubleFunction<Debt> value) {
    return debts.of(channel).map(value::applyAsDouble).orElse(Double.NaN);
  }
}

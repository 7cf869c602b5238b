package orderbakery.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderbakery.component.Fact;
import orderbakery.notice.Channel;

/** Mails to the customers that an entity names: {@code customer.email}. */
public final class MailChannel implements Channel {
  /** As notices name it. */
  public static final String NAME = "mail";

  private final Set<String> types;
  private final Duration newest;
  private final Clock clock;

  /**
   * @param types that are mailed
   * @param newest what happened longer ago is not mailed any more
   */
  public MailChannel(Set<String> types, Duration newest, Clock clock) {
    this.types = Set.copyOf(types);
    this.newest = newest;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> types() {
    return types;
  }

  @Override
  public Optional<String> addressee(Fact shown) {
    return shown.data().get("customer") instanceof Map<?, ?> customer
            && customer.get("email") instanceof String email
        ? Optional.of(email)
        : Optional.empty();
  }

  @Override
  public boolean isTooOld(Fact fact) {
    return fact.time().isBefore(clock.instant().minus(newest));
  }
}

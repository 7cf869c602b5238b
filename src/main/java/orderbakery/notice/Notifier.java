package orderbakery.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.Reading;
import orderbakery.component.Fact;
import orderbakery.message.FactMessages;
import org.springframework.amqp.core.Message;

/**
 * Hears of what has changed, a batch at a time, and keeps what each channel owes. What it keeps is
 * sent by others, so that no addressee delays the next change.
 */
public final class Notifier {
  private final List<Channel> channels;
  private final Consumer<List<Notices.Owed>> notices;
  private final PublicFactReader facts;
  private final DeadLetters deadLetters;
  private final Clock clock;
  private final FactMessages messages = new FactMessages();

  /**
   * @param notices keeps what is owed
   */
  public Notifier(
      List<Channel> channels,
      Consumer<List<Notices.Owed>> notices,
      PublicFactReader facts,
      DeadLetters deadLetters,
      Clock clock) {
    this.channels = List.copyOf(channels);
    this.notices = notices;
    this.facts = facts;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  /** Reads each message for itself: one that is no whole fact does not hold up its neighbours. */
  public Reading<Told> read(List<Message> batch) {
    return deadLetters.read(
        batch,
        message ->
            new Told(
                facts.read(message.getBody()), message.getBody(), !messages.isRebuilt(message)));
  }

  /** Keeps what is owed; to do so again changes nothing. */
  public void owe(List<Told> batch) {
    Instant now = clock.instant();
    List<Notices.Owed> owed = new ArrayList<>();
    for (Told told : batch) {
      if (told.isNew()) {
        channels.forEach(channel -> add(owed, channel, told, now));
      }
    }
    if (!owed.isEmpty()) {
      notices.accept(owed);
    }
  }

  private static void add(List<Notices.Owed> owed, Channel channel, Told told, Instant now) {
    Fact fact = told.shown();
    if (channel.types().contains(fact.type())) {
      channel
          .addressee(fact)
          .map(
              address ->
                  new Notice(
                      fact.id(),
                      channel.name(),
                      fact.type(),
                      fact.entityId(),
                      fact.position(),
                      fact.version(),
                      address,
                      told.bytes(),
                      now,
                      now,
                      0))
          .map(notice -> new Notices.Owed(notice, channel.isTooOld(fact)))
          .ifPresent(owed::add);
    }
  }
}

package orderbakery.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.RoomMessage;
import orderbakery.component.Components;
import orderbakery.component.Fact;
import orderbakery.component.ToldTypes;
import orderbakery.execute.Execution;
import orderbakery.fixtures.SetClock;
import orderbakery.log.Position;
import orderbakery.mail.MailChannel;
import orderbakery.message.FactMessages;
import orderbakery.order.Orders;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

class NotifierTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration NEWEST = Duration.ofHours(24);

  private final SetClock clock = new SetClock(NOW);
  private final FactMessages messages = new FactMessages();
  private final List<Notices.Owed> owed = new ArrayList<>();
  private final Notifier notifier =
      new Notifier(
          List.of(new MailChannel(Set.of("order.created"), NEWEST, clock)),
          owed::addAll,
          new PublicFactReader(new Components(List.of(new Orders(Currency.getInstance("EUR"))))),
          new DeadLetters(null, clock, 1 << 20),
          clock);

  @Test
  void owesWhatIsNew() {
    hear(told(fact("a", "order.created", NOW)));

    assertThat(owed)
        .singleElement()
        .satisfies(it -> assertThat(it.isTooOld()).isFalse())
        .extracting(it -> it.notice().id(), it -> it.notice().address(), it -> it.notice().dueAt())
        .containsExactly("a-mail", "ada@example.com", NOW);
  }

  /** Of a change from before there was a channel, no notice is known: only its key tells. */
  @Test
  void owesNothingOfWhatIsBakedAgain() {
    hear(rebuilt(fact("a", "order.created", NOW)));

    assertThat(owed).isEmpty();
  }

  @Test
  void owesNothingOfOtherTypes() {
    hear(told(fact("a", "order.updated", NOW)));

    assertThat(owed).isEmpty();
  }

  @Test
  void tellsWhatIsTooOld() {
    hear(
        told(fact("old", "order.created", NOW.minus(NEWEST).minusSeconds(1))),
        told(fact("young", "order.created", NOW.minus(NEWEST))));

    assertThat(owed).extracting(Notices.Owed::isTooOld).containsExactly(true, false);
  }

  private void hear(Message... batch) {
    notifier.owe(notifier.read(List.of(batch)).readable());
  }

  private Message told(Fact fact) {
    return received(
        messages
            .write(new Execution(List.of(), List.of(fact), List.of(), List.of(), Set.of()))
            .get(0));
  }

  private Message rebuilt(Fact fact) {
    return received(messages.rebuilt("order", List.of(fact)).get(0));
  }

  private static Message received(RoomMessage sent) {
    MessageProperties properties = new MessageProperties();
    properties.setReceivedRoutingKey(sent.routingKey());
    return new Message(sent.body(), properties);
  }

  private static Fact fact(String id, String type, Instant time) {
    Map<String, Object> order =
        new TreeMap<>(
            Map.of(
                "date", "2026-11-23T10:00:00Z",
                "currency", "EUR",
                "customer", Map.of("email", "ada@example.com"),
                "products", List.of(Map.of("name", "Beans", "quantity", 2, "price", "12.50")),
                "taxIncluded", true,
                "status", "PLACED",
                "createdAt", "2026-11-23T10:00:00.123Z",
                "updatedAt", "2026-11-23T10:00:00.123Z"));
    Position position = new Position(3, 17);
    return new Fact(id, type, "an-order", position, 1, time, null, null, ToldTypes.NONE, order);
  }
}

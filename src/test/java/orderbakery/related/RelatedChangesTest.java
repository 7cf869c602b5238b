package orderbakery.related;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.Reading;
import orderbakery.broker.RoomMessage;
import orderbakery.component.Fact;
import orderbakery.component.Following;
import orderbakery.component.ToldTypes;
import orderbakery.log.Position;
import orderbakery.message.FactMessages;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

class RelatedChangesTest {
  private static final Relation RELATION = new Relation("order", new ByName());

  private final RelatedChanges changes =
      new RelatedChanges(
          List.of(new Nothing()),
          null,
          null,
          null,
          new DeadLetters(null, Clock.systemUTC(), 100_000),
          Clock.systemUTC());

  @Test
  void setsAFactAsideThatHoldsNoWholeFollower() {
    Reading<Fact> reading =
        changes.read(
            List.of(
                message("order.created", Map.of("names", "p-1")),
                message("order.updated", Map.of()),
                message("product.updated", Map.of()),
                new Message("no fact".getBytes(UTF_8), new MessageProperties())));

    assertThat(reading.readable())
        .extracting(Fact::type)
        .containsExactly("order.created", "product.updated");
    assertThat(reading.unreadable()).hasSize(2);
    assertThat(reading.unreadable().get(0).cause())
        .hasMessage("Fact order.updated holds no whole order");
  }

  private static Message message(String type, Map<String, Object> data) {
    Fact fact =
        new Fact(
            type,
            type,
            "an-entity",
            new Position(0, 1),
            1,
            Instant.EPOCH,
            null,
            null,
            ToldTypes.NONE,
            data);
    RoomMessage written = new FactMessages().rebuilt("order", List.of(fact)).get(0);
    return new Message(written.body(), new MessageProperties());
  }

  /** An order names one product, in a field that it must have. */
  private static final class ByName implements Following {
    @Override
    public String leader() {
      return "product";
    }

    @Override
    public String reference() {
      return "names";
    }

    @Override
    public Set<String> leaders(Map<String, Object> follower) {
      return Set.of((String) follower.get("names"));
    }

    @Override
    public Optional<Map<String, Object>> due(
        Map<String, Object> follower, String leaderId, long version, Map<String, Object> leader) {
      return Optional.empty();
    }
  }

  private static final class Nothing implements RelatedEntities {
    @Override
    public Relation relation() {
      return RELATION;
    }

    @Override
    public Page leaders(Collection<String> ids, String behind) {
      return new Page(List.of(), true);
    }

    @Override
    public Page followers(Collection<String> ids, String behind) {
      return new Page(List.of(), true);
    }

    @Override
    public Page naming(String leaderId, String behind, int limit) {
      return new Page(List.of(), true);
    }
  }
}

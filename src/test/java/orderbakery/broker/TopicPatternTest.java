package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicPatternTest {

  @ParameterizedTest
  @CsvSource({
    "order.*.3, order.created.3, true",
    "order.*.3, order.created.33, false",
    "order.*.3, order.a.b.3, false",
    "order.*.3, orderXcreated.3, false",
    "order.#, order, true",
    "order.#, order.created.3, true",
    "order.#, orders, false",
    "#, anything.at.all, true",
    "events-writer.0, events-writer.0, true",
    "events-writer.0, events-writer.00, false",
  })
  void matchesAsATopicRoomDoes(String bindingKey, String routingKey, boolean matches) {
    assertThat(TopicPattern.matches(bindingKey, routingKey)).isEqualTo(matches);
  }
}

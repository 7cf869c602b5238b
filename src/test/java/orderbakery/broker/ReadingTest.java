package orderbakery.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;

class ReadingTest {
  private static final MessageReader<Integer> NUMBERS =
      message -> Integer.parseInt(new String(message.getBody(), UTF_8));

  @Test
  void letsTheNeighboursOfAnUnreadableMessagePassInOrder() {
    Message broken = message("two");

    Reading<Integer> reading = Reading.of(List.of(message("1"), broken, message("3")), NUMBERS);

    assertThat(reading.readable()).containsExactly(1, 3);
    assertThat(reading.unreadable())
        .singleElement()
        .satisfies(
            unreadable -> {
              assertThat(unreadable.message()).isSameAs(broken);
              assertThat(unreadable.cause()).isInstanceOf(NumberFormatException.class);
            });
  }

  @Test
  void findsABodyAboveTheLimitUnreadable() {
    Reading<Integer> reading =
        Reading.of(List.of(message("123"), message("1234")), NUMBERS.upTo(3));

    assertThat(reading.readable()).containsExactly(123);
    assertThat(reading.unreadable())
        .extracting(unreadable -> unreadable.cause().getMessage())
        .containsExactly("The body has 4 bytes, at most 3 are read");
  }

  private static Message message(String body) {
    return new Message(body.getBytes(UTF_8));
  }
}

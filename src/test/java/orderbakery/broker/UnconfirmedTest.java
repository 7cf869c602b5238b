package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.ShutdownSignalException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnconfirmedTest {
  private final Unconfirmed unconfirmed = new Unconfirmed();
  private final List<Publication> four =
      IntStream.rangeClosed(1, 4).mapToObj(UnconfirmedTest::publication).toList();

  UnconfirmedTest() {
    IntStream.rangeClosed(1, 4).forEach(number -> unconfirmed.add(number, four.get(number - 1)));
  }

  @Test
  void takesOneWhenOneIsConfirmed() {
    unconfirmed.handleAck(2, false);

    assertThat(four).extracting(Publication::isTaken).containsExactly(false, true, false, false);
  }

  @Test
  void takesAllUpToTheNumberWhenManyAreConfirmed() {
    unconfirmed.handleAck(3, true);

    assertThat(four).extracting(Publication::isTaken).containsExactly(true, true, true, false);
  }

  @Test
  void refusesWhatTheBrokerRefuses() {
    unconfirmed.handleNack(1, true);
    unconfirmed.handleAck(4, true);

    assertThat(four).extracting(Publication::isTaken).containsExactly(false, true, true, true);
  }

  @Test
  void doesNotTakeForConfirmedWhatCameBackBefore() {
    unconfirmed.handleReturn(312, "NO_ROUTE", "room", "key", idOf(3), new byte[0]);
    unconfirmed.handleAck(4, true);

    assertThat(four).extracting(Publication::isTaken).containsExactly(true, true, false, true);
    assertThat(four.get(2).refusal()).isCompletedWithValue("no queue for key key: 312 NO_ROUTE");
  }

  @Test
  void refusesEverythingWhenItsChannelIsClosed() {
    unconfirmed.handleAck(1, false);
    unconfirmed.shutdownCompleted(new ShutdownSignalException(true, false, null, null));

    assertThat(four).allMatch(Publication::isSettled);
    assertThat(four).extracting(Publication::isTaken).containsExactly(true, false, false, false);
  }

  @Test
  void forgetsWhatNobodyWaitsForAnyMore() {
    unconfirmed.forget(four.subList(0, 2));
    unconfirmed.handleAck(4, true);

    assertThat(four).extracting(Publication::isSettled).containsExactly(false, false, true, true);
  }

  private static BasicProperties idOf(int number) {
    return new BasicProperties.Builder().messageId("id-" + number).build();
  }

  private static Publication publication(int number) {
    return Publication.of(
        new RoomMessage("key", "id-" + number, "order.created", new byte[0], Map.of()));
  }
}

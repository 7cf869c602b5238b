package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

class StageTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private long now;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Stage stage =
      new Stage(
          "orders-baker.*",
          List.of("orders-baker.0"),
          () -> now,
          new StageMeters("orders-baker.*", meters));

  @Test
  void isWellWhenItConsumesAndNothingArrives() {
    stage.opened(() -> {});
    pass(60);

    assertThat(stage.complaint(LONG)).isEmpty();
  }

  @Test
  void isNotWellBeforeItConsumes() {
    pass(11);

    assertThat(stage.complaint(LONG)).hasValue("orders-baker.* is not consumed: not begun");
  }

  @Test
  void doesNotConsumeWhenItBeginsAgainAndAgain() {
    for (int second = 0; second < 12; second++) {
      stage.opened(() -> {});
      pass(1);
      stage.broke("disk full");
    }
    stage.opened(() -> {});

    assertThat(stage.complaint(LONG)).hasValue("orders-baker.* is not consumed: disk full");
  }

  @Test
  void consumesOnceABatchWasWorkedOff() {
    pass(11);
    stage.opened(() -> {});
    stage.handled(List.of(from("orders-baker.0")));

    assertThat(stage.complaint(LONG)).isEmpty();
  }

  @Test
  void standsStillWithOneBatch() {
    stage.opened(() -> {});
    pass(5);
    stage.began();
    pass(11);

    assertThat(stage.complaint(LONG))
        .hasValue("orders-baker.* has been at work on one batch for too long");
  }

  @Test
  void standsStillWhenWhatWaitsOnlyGrows() {
    stage.opened(() -> {});
    pass(5);
    queue().counted(1);
    pass(29);
    queue().counted(2);
    assertThat(stage.complaint(LONG)).isEmpty();
    pass(1);

    assertThat(stage.complaint(LONG)).hasValue("nobody takes what waits in orders-baker.0");
  }

  @Test
  void isWellWhenAnotherProcessTakesWhatWaits() {
    stage.opened(() -> {});
    pass(5);
    queue().counted(2);
    pass(31);
    queue().counted(1);

    assertThat(stage.complaint(LONG)).isEmpty();
  }

  @Test
  void isWellAgainOnceSomethingOfTheQueueWasWorkedOff() {
    stage.opened(() -> {});
    queue().counted(1);
    pass(31);
    stage.handled(List.of(from("orders-baker.0")));

    assertThat(stage.complaint(LONG)).isEmpty();
    assertThat(queue().sinceHandled()).isZero();
  }

  @Test
  void measuresWhatItHasWorkedOff() {
    stage.opened(() -> {});
    stage.began();
    pass(2);
    stage.handled(List.of(from("orders-baker.0"), from("orders-baker.0")));
    stage.began();
    stage.broke("its route fails");

    assertThat(meters.get("messaging.client.consumed.messages").counter().count()).isEqualTo(2);
    assertThat(meters.get("bakery.batch.messages").summary().max()).isEqualTo(2);
    assertThat(
            meters
                .get("messaging.process.duration")
                .tag("stage", "orders-baker")
                .timer()
                .totalTime(TimeUnit.SECONDS))
        .isEqualTo(2);
  }

  @Test
  void isNoComplaintWhileSomebodyHasStoppedIt() {
    stage.begins("one");
    stage.opened(() -> {});
    stage.broke("the channel was closed");
    stage.ended("one");
    pass(60);
    assertThat(stage.complaint(LONG)).isEmpty();

    stage.opened(() -> {});
    pass(5);
    stage.began();
    pass(11);
    assertThat(stage.complaint(LONG)).isPresent();
  }

  @Test
  void complainsThoughAnEarlierConsumerEndsLate() {
    stage.begins("earlier");
    stage.opened(() -> {});
    stage.begins("later");
    stage.opened(() -> {});
    stage.ended("earlier");
    pass(5);
    stage.began();
    pass(11);

    assertThat(stage.complaint(LONG)).isPresent();
  }

  @Test
  void isNotWellWhenItIsStartedAgainAndDoesNotConsume() {
    stage.begins("earlier");
    stage.opened(() -> {});
    pass(60);
    stage.ended("earlier");
    stage.begins("later");
    pass(9);
    assertThat(stage.complaint(LONG)).isEmpty();
    pass(1);

    assertThat(stage.complaint(LONG)).hasValue("orders-baker.* is not consumed: not begun");
  }

  private QueueProgress queue() {
    return stage.queues().get(0);
  }

  private static Message from(String queue) {
    MessageProperties properties = new MessageProperties();
    properties.setConsumerQueue(queue);
    return new Message(new byte[0], properties);
  }

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }
}

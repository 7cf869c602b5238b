package orderbakery.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import orderbakery.broker.Broker;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.broker.LetterQueues;
import orderbakery.broker.Topology;
import orderbakery.fixtures.Brokers;
import orderbakery.log.Partitions;
import orderbakery.operate.Answering.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

class AnsweringTest {

  @Test
  void answersWhatTheDeskSays() {
    assertThat(Answering.with(() -> "two letters").getBody()).isEqualTo("two letters");
  }

  @Test
  void saysThatTheBrokerIsAway() {
    Broker nobody = Brokers.nobody();
    LetterQueues away =
        new LetterQueues(
            nobody,
            new Topology(new Partitions(1), "quorum", List.of()),
            new ConfirmedPublisher(nobody, Duration.ofSeconds(1)));

    assertRefused(503, "The broker is away", away::counts);
  }

  @Test
  void saysThatTheStoreIsAway() {
    assertRefused(
        503,
        "Not kept: no primary",
        () -> {
          throw new StoreAway("Not kept", new IllegalStateException("no primary"));
        });
  }

  @Test
  void doesNotHideAFault() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                Answering.with(
                    () -> {
                      throw new IllegalStateException("a fault of ours");
                    }));
  }

  private static void assertRefused(int status, String why, Supplier<Object> result) {
    WebEndpointResponse<Object> answer = Answering.with(result);
    assertThat(answer.getStatus()).isEqualTo(status);
    assertThat(((Refusal) answer.getBody()).error()).startsWith(why);
  }
}

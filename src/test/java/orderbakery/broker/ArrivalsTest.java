package orderbakery.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;

class ArrivalsTest {
  private final Arrivals arrivals = new Arrivals();
  private final Message first = new Message(new byte[] {1});
  private final Message second = new Message(new byte[] {2});
  private final Message third = new Message(new byte[] {3});

  @Test
  void takesAllThatIsThereInOrderButNotMoreThanAsked() throws Exception {
    arrivals.add(first);
    arrivals.add(second);
    arrivals.add(third);

    assertThat(arrivals.take(2, 10)).containsExactly(first, second);
    assertThat(arrivals.take(2, 10)).containsExactly(third);
  }

  @Test
  void takesNotMoreBytesThanAskedButAlwaysOneMessage() throws Exception {
    Message big = new Message(new byte[11]);
    arrivals.add(big);
    arrivals.add(first);
    arrivals.add(second);
    arrivals.add(third);

    assertThat(arrivals.take(9, 2)).containsExactly(big);
    assertThat(arrivals.take(9, 2)).containsExactly(first, second);
    assertThat(arrivals.take(9, 2)).containsExactly(third);
  }

  @Test
  void wakesWhoWaitsForTheFirst() throws Exception {
    CompletableFuture<List<Message>> batch = takenByAnother();

    arrivals.add(first);

    assertThat(batch.get(10, SECONDS)).containsExactly(first);
  }

  @Test
  void wakesWhoWaitsWhenItIsClosed() throws Exception {
    CompletableFuture<List<Message>> batch = takenByAnother();

    arrivals.close();

    assertThat(batch.get(10, SECONDS)).isEmpty();
  }

  @Test
  void keepsBackWhatWaitsOnceItIsClosed() throws Exception {
    arrivals.add(first);
    arrivals.close();

    assertThat(arrivals.take(2, 10)).isEmpty();
  }

  private CompletableFuture<List<Message>> takenByAnother() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return arrivals.take(10, 10);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}

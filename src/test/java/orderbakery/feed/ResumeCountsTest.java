package orderbakery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import orderbakery.component.Caller;
import org.junit.jupiter.api.Test;

/** Who comes back, and whether the token that they bring can be used. */
class ResumeCountsTest {
  private final Bakery bakery = new Bakery();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FeedClients clients =
      new FeedClients(
          Bakery.ORDERS,
          bakery.feed,
          bakery,
          Bakery.WORDS,
          "/order",
          25,
          new ResumeCounts("order", meters));

  @Test
  void areOfClientsWithAToken() {
    clients.welcome("a", null, Caller.ANONYMOUS);
    clients.welcome("b", "after=" + bakery.feed.token(bakery.feed.now()), Caller.ANONYMOUS);
    clients.welcome("c", "after=of.another.feed", Caller.ANONYMOUS);
    clients.welcome("d", "after=of.another.feed", Caller.ANONYMOUS);

    assertThat(count("resumed")).isEqualTo(1);
    assertThat(count("reset")).isEqualTo(2);
  }

  private double count(String outcome) {
    return meters.get("bakery.feed.resumes").tag("outcome", outcome).counter().count();
  }
}

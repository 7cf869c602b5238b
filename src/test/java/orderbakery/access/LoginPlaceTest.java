package orderbakery.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Resource;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Where one logs in, and that nobody waits for an issuer that is away. */
class LoginPlaceTest {
  private static final String ISSUER = "https://issuer.example";
  private static final LoginPlace.Endpoints KNOWN =
      new LoginPlace.Endpoints(ISSUER + "/authorize", ISSUER + "/token");

  private long nanos;
  private boolean away;
  private final AtomicInteger asked = new AtomicInteger();
  private final LoginPlace place = new LoginPlace(ISSUER, this::answer, () -> nanos);

  @Test
  void isAskedForOnce() {
    assertThat(place.find()).contains(KNOWN);
    assertThat(place.find()).contains(KNOWN);

    assertThat(asked).hasValue(1);
  }

  @Test
  void isNotAskedForAgainForTenSecondsAfterAFailure() {
    away = true;
    assertThat(place.find()).isEmpty();
    int before = asked.get();
    away = false;

    nanos += Duration.ofMillis(9_999).toNanos();
    assertThat(place.find()).isEmpty();
    assertThat(asked).hasValue(before);

    nanos += Duration.ofMillis(1).toNanos();
    assertThat(place.find()).contains(KNOWN);
  }

  @Test
  void hasNobodyWaitWhileAnotherAsks() throws Exception {
    CountDownLatch isAsked = new CountDownLatch(1);
    CountDownLatch answers = new CountDownLatch(1);
    LoginPlace slow =
        new LoginPlace(
            ISSUER,
            url -> {
              isAsked.countDown();
              await(answers);
              return answer(url);
            },
            () -> nanos);
    CompletableFuture<Optional<LoginPlace.Endpoints>> first =
        CompletableFuture.supplyAsync(slow::find);
    await(isAsked);

    CompletableFuture<Optional<LoginPlace.Endpoints>> second =
        CompletableFuture.supplyAsync(slow::find);

    assertThat(second.get(10, TimeUnit.SECONDS)).isEmpty();
    answers.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).contains(KNOWN);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Resource answer(URL url) throws IOException {
    asked.incrementAndGet();
    if (away) {
      throw new IOException(url + " is away");
    }
    return new Resource(
        """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token"}
        """
            .formatted(ISSUER),
        "application/json");
  }
}

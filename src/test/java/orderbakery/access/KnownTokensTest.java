package orderbakery.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orderbakery.component.Caller;
import org.junit.jupiter.api.Test;

/** A token is verified once in a while. */
class KnownTokensTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

  private final List<String> verified = new ArrayList<>();
  private Instant now = NOON;
  private Instant end = NOON.plus(Duration.ofHours(1));
  private final KnownTokens tokens = new KnownTokens(this::verify, clock(), 2);

  @Test
  void verifiesATokenOnce() {
    assertThat(tokens.apply("a")).isSameAs(tokens.apply("a"));

    assertThat(verified).containsExactly("a");
  }

  @Test
  void verifiesItAgainOnceItHasEnded() {
    end = NOON.plusSeconds(60);
    tokens.apply("a");

    now = end;
    tokens.apply("a");

    assertThat(verified).containsExactly("a", "a");
  }

  /** Its key may be withdrawn. */
  @Test
  void verifiesItAgainAfterFiveMinutes() {
    tokens.apply("a");
    now = NOON.plus(Duration.ofMinutes(5)).minusMillis(1);
    tokens.apply("a");
    assertThat(verified).hasSize(1);

    now = NOON.plus(Duration.ofMinutes(5));
    tokens.apply("a");
    assertThat(verified).hasSize(2);
  }

  @Test
  void forgetsWhoHasNotComeForLongest() {
    tokens.apply("a");
    tokens.apply("b");
    tokens.apply("a");
    tokens.apply("c");

    tokens.apply("a");
    assertThat(verified).containsExactly("a", "b", "c");
    tokens.apply("b");
    assertThat(verified).containsExactly("a", "b", "c", "b");
  }

  @Test
  void remembersNoBadToken() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> tokens.apply("bad")).isInstanceOf(BadToken.class);
    }

    assertThat(verified).containsExactly("bad", "bad");
  }

  private Caller verify(String token) {
    verified.add(token);
    if (token.equals("bad")) {
      throw new BadToken("It is bad");
    }
    return new Caller(token, Set.of(), end);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}

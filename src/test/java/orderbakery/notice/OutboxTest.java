package orderbakery.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.NotConfirmed;
import orderbakery.fixtures.Brokers;
import orderbakery.fixtures.SetClock;
import orderbakery.log.Position;
import orderbakery.outage.Outage;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final SetClock clock = new SetClock(NOW);
  private final Kept notices = new Kept();
  private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isAtWork = new AtomicBoolean(true);
  private final Outbox outbox =
      new Outbox(
          "mail",
          notices,
          new DeadLetters(
              new ConfirmedPublisher(Brokers.nobody(), Duration.ofSeconds(1)), clock, 1),
          clock,
          new Outbox.Patience(
              Duration.ofMinutes(5),
              new BackOff(Duration.ofSeconds(5), Duration.ofSeconds(60)),
              new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(4)),
              Duration.ofHours(24)),
          failure -> refusals.remove(),
          new Outage("the server", System::nanoTime),
          isAtWork::get,
          new SimpleMeterRegistry());

  @Test
  void claimsBeforeItSendsAndMarksAfter() {
    Notice notice = outbox.claim(outbox.due().get(0).get(0));
    assertThat(notices.said).containsExactly("claim until 10:05:00");

    outbox.settle(notice, null);

    assertThat(notices.said).containsExactly("claim until 10:05:00", "sent");
  }

  @Test
  void leavesToOthersWhatTheyHaveClaimed() {
    notices.claimable = false;

    assertThat(outbox.claim(outbox.due().get(0).get(0))).isNull();
  }

  @Test
  void waitsLongerEachTimeForAServerThatIsAwayAndCountsNoAttempt() {
    List<String> until = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      refuse(Refusal.away("connection refused"));
      assertThat(outbox.due()).as("nothing is tried meanwhile").isEmpty();
      assertThat(outbox.claim(notices.notice(0))).isNull();
      until.add(notices.said.get(notices.said.size() - 1));
      clock.pass(Duration.ofSeconds(4));
    }

    assertThat(until)
        .containsExactly(
            "postponed until 10:00:01, attempts 0: connection refused",
            "postponed until 10:00:06, attempts 0: connection refused",
            "postponed until 10:00:12, attempts 0: connection refused",
            "postponed until 10:00:16, attempts 0: connection refused");
    assertThat(outbox.due()).hasSize(1);
  }

  /** Whoever finds it late has tried before, and does not begin another pause. */
  @Test
  void countsOnceThatTheServerIsAwayHoweverManyFindItSo() {
    notices.entities = 8;
    List<Notice> claimed =
        outbox.due().stream().map(inOrder -> outbox.claim(inOrder.get(0))).toList();
    notices.said.clear();

    claimed.forEach(
        notice -> {
          settle(notice, Refusal.away("connection refused"));
          clock.pass(Duration.ofMillis(400));
        });
    assertThat(notices.said)
        .hasSize(8)
        .containsOnly("postponed until 10:00:01, attempts 0: connection refused");

    refuse(Refusal.away("connection refused"));
    assertThat(notices.said)
        .last()
        .isEqualTo("postponed until 10:00:05, attempts 0: connection refused");
  }

  @Test
  void triesNoOtherOnceTheServerWasFoundAwayHoweverLongTheLookLasts() {
    notices.entities = 2;
    List<List<Notice>> due = outbox.due();
    settle(outbox.claim(due.get(0).get(0)), Refusal.away("connection refused"));
    clock.pass(Duration.ofSeconds(30));

    assertThat(outbox.claim(due.get(1).get(0))).isNull();
    assertThat(outbox.claim(outbox.due().get(1).get(0))).isNotNull();
  }

  @Test
  void waitsShortlyAgainOnceTheServerHasAnswered() {
    refuse(Refusal.away("connection refused"));
    clock.pass(Duration.ofSeconds(1));
    refuse(Refusal.away("connection refused"));
    clock.pass(Duration.ofSeconds(2));
    outbox.settle(outbox.claim(outbox.due().get(0).get(0)), null);

    refuse(Refusal.away("connection refused"));

    assertThat(notices.said)
        .last()
        .isEqualTo("postponed until 10:00:04, attempts 0: connection refused");
  }

  @Test
  void beginsNothingMoreWhenTheProcessEnds() {
    Notice claimed = outbox.claim(outbox.due().get(0).get(0));
    isAtWork.set(false);

    assertThat(outbox.claim(outbox.due().get(0).get(0))).isNull();
    outbox.settle(claimed, null);
    assertThat(notices.said).containsExactly("claim until 10:05:00", "sent");
  }

  @Test
  void holdsBackNoOtherEntity() {
    notices.entities = 2;
    List<List<Notice>> due = outbox.due();
    settle(outbox.claim(due.get(0).get(0)), Refusal.later("450 busy"));

    assertThat(outbox.claim(due.get(0).get(0))).isNull();
    assertThat(outbox.claim(due.get(1).get(0))).isNotNull();
  }

  @Test
  void waitsForOneNoticeAloneThatIsRefusedForNow() {
    notices.attempts = 2;
    refuse(Refusal.later("450 busy"));

    assertThat(notices.said).contains("postponed until 10:00:20, attempts 3: 450 busy");
    assertThat(outbox.due()).hasSize(1);
  }

  @Test
  void neverWaitsLongerThanTheLongestWait() {
    notices.attempts = 1000;
    refuse(Refusal.later("450 busy"));

    assertThat(notices.said).contains("postponed until 10:01:00, attempts 1001: 450 busy");
  }

  @Test
  void holdsWhatFollowsInItsEntityUntilTheNextLook() {
    refuse(Refusal.later("450 busy"));
    assertThat(outbox.claim(notices.notice(0))).isNull();

    assertThat(outbox.claim(outbox.due().get(0).get(0))).isNotNull();
  }

  @Test
  void holdsWhatFollowsOneThatOthersHaveClaimed() {
    notices.claimable = false;
    outbox.claim(outbox.due().get(0).get(0));
    notices.claimable = true;

    assertThat(outbox.claim(notices.notice(0))).isNull();
  }

  @Test
  void holdsWhatFollowsOneThatAPauseHasLeftOut() {
    Notice due = outbox.due().get(0).get(0);
    refuse(Refusal.away("connection refused"));
    outbox.claim(due);
    clock.pass(Duration.ofSeconds(10));

    assertThat(outbox.claim(notices.notice(0))).isNull();
  }

  /** No broker takes the letter, so the notice is owed as before. */
  @Test
  void givesUpWhatWasRefusedForTooLongButNotWithoutALetter() {
    clock.pass(Duration.ofHours(24).minusSeconds(1));
    refuse(Refusal.later("450 busy"));
    assertThat(notices.said).last().isEqualTo("postponed until 10:00:04, attempts 1: 450 busy");

    clock.pass(Duration.ofSeconds(1));
    assertThatExceptionOfType(NotConfirmed.class)
        .isThrownBy(() -> refuse(Refusal.later("450 busy")));
    assertThatExceptionOfType(NotConfirmed.class)
        .isThrownBy(() -> refuse(Refusal.never("550 no such mailbox")));

    assertThat(notices.said).last().isEqualTo("claim until 10:05:00");
  }

  @Test
  void doesNotWaitUntilATimeOfAClockThatWasWrong() {
    clock.pass(Duration.ofHours(1));
    refuse(Refusal.away("connection refused"));

    clock.pass(Duration.ofHours(-1));

    assertThat(outbox.due()).hasSize(1);
  }

  private void refuse(Refusal refusal) {
    settle(outbox.claim(outbox.due().get(0).get(0)), refusal);
  }

  private void settle(Notice notice, Refusal refusal) {
    refusals.add(refusal);
    outbox.settle(notice, new IllegalStateException());
  }

  /** What an outbox says to where notices are kept. */
  private static final class Kept implements Notices {
    private final List<String> said = new ArrayList<>();
    private boolean claimable = true;
    private int attempts;
    private int entities = 1;

    Notice notice(int failed) {
      return notice("order-1", failed);
    }

    private static Notice notice(String entity, int failed) {
      return new Notice(
          "create-" + entity,
          "mail",
          "order.created",
          entity,
          new Position(0, 1),
          1,
          "ada@example.com",
          new byte[0],
          NOW,
          NOW,
          failed);
    }

    @Override
    public void owe(List<Owed> notices) {
      throw new UnsupportedOperationException("an outbox owes nothing itself");
    }

    @Override
    public List<List<Notice>> due(String channel, Instant now, int limit) {
      return IntStream.rangeClosed(1, entities)
          .mapToObj(it -> List.of(notice("order-" + it, attempts)))
          .toList();
    }

    @Override
    public Optional<Notice> claim(Notice notice, Instant at, Instant claimedUntil) {
      said.add("claim until " + timeOf(claimedUntil));
      return claimable ? Optional.of(notice) : Optional.empty();
    }

    @Override
    public void sent(Notice notice, Instant at) {
      said.add("sent");
    }

    @Override
    public void postpone(Notice notice, int failed, Instant later, String why) {
      said.add("postponed until " + timeOf(later) + ", attempts " + failed + ": " + why);
    }

    @Override
    public void fail(Notice notice, Instant at, String why) {
      said.add("failed: " + why);
    }

    private static String timeOf(Instant time) {
      return time.toString().substring(11, 19);
    }
  }
}

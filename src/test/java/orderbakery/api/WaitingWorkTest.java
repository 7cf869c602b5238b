package orderbakery.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import orderbakery.component.Problem;
import orderbakery.edge.RefusedRequest;
import orderbakery.log.EventStatus;
import orderbakery.log.Partitions;
import orderbakery.log.ScheduledCommand;
import org.junit.jupiter.api.Test;

class WaitingWorkTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Log log = new Log();
  private final Set<Integer> queued = new HashSet<>();
  private Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private final WaitingWork work =
      new WaitingWork(
          List.of("order", "product"),
          new Partitions(1),
          log,
          partition -> !queued.contains(partition),
          LIMIT,
          new Ticking());

  @Test
  void refusesWhenWhatItAcceptedIsNotInTheLogInTime() {
    accept("order");

    after(30);
    assertThat(isRefused("order")).isFalse();
    after(1);
    assertThat(isRefused("order")).isTrue();
    assertThat(isRefused("product")).isFalse();
  }

  @Test
  void refusesWhenWhatItAcceptedStaysPending() {
    log.statuses.put(accept("order"), EventStatus.PENDING);

    after(31);

    assertThat(isRefused("order")).isTrue();
  }

  @Test
  void goesOnOnceTheOldestIsDecidedOrWaitsForAnOperator() {
    for (EventStatus status : EventStatus.values()) {
      if (status != EventStatus.PENDING) {
        String id = accept("order");
        after(31);
        assertThat(isRefused("order")).isTrue();

        log.statuses.put(id, status);
        after(1);

        assertThat(isRefused("order")).as(status.name()).isFalse();
      }
    }
  }

  @Test
  void measuresTheNextOldestOnceTheOldestIsDecided() {
    String first = accept("order");
    after(20);
    String second = accept("order");
    after(15);
    log.statuses.put(first, EventStatus.EXECUTED);

    after(1);
    assertThat(work.oldest("order")).isEqualTo(Duration.ofSeconds(16));
    assertThat(isRefused("order")).isFalse();
    after(15);
    assertThat(isRefused("order")).isTrue();
    log.statuses.put(second, EventStatus.REJECTED);
    after(1);
    assertThat(work.oldest("order")).isZero();
  }

  @Test
  void tellsHowLongTheOldestHasBeenWaitingForTheWriter() {
    String first = accept("order");
    after(20);
    String second = accept("product");
    after(15);
    assertThat(work.oldestUnwritten()).isEqualTo(Duration.ofSeconds(35));

    log.statuses.put(first, EventStatus.PENDING);
    after(1);
    assertThat(work.oldestUnwritten()).isEqualTo(Duration.ofSeconds(16));
    log.statuses.put(second, EventStatus.EXECUTED);
    after(1);
    assertThat(work.oldestUnwritten()).isZero();
  }

  @Test
  void knowsOfWhatOthersHaveAccepted() {
    log.pending.put("product", now);

    after(31);
    assertThat(isRefused("product")).isTrue();
    assertThat(isRefused("order")).isFalse();

    log.pending.remove("product");
    after(1);
    assertThat(isRefused("product")).isFalse();
  }

  @Test
  void saysNothingOfWhatOthersHaveAcceptedWhileTheLogIsAway() {
    log.pending.put("order", now);
    after(1);
    log.isAway = true;

    after(60);

    assertThat(isRefused("order")).isFalse();
  }

  @Test
  void refusesWhileTheLogIsAwayAndWhatItAcceptedWaits() {
    log.isAway = true;
    String id = accept("order");
    after(31);
    assertThat(isRefused("order")).isTrue();

    log.isAway = false;
    log.statuses.put(id, EventStatus.EXECUTED);
    after(1);
    assertThat(isRefused("order")).isFalse();
  }

  /** As when an operator has suspended the route that does, and forgotten it. */
  @Test
  void refusesNothingWhereNobodyHasLookedForAMinute() {
    queued.add(0);
    accept("order");
    after(31);
    assertThat(isRefused("order")).isTrue();

    now = now.plusSeconds(59);
    assertThat(isRefused("order")).isTrue();
    now = now.plusSeconds(1);
    assertThat(isRefused("order")).isFalse();
    assertThat(work.oldestUnwritten()).isZero();

    work.look();
    assertThat(isRefused("order")).isTrue();
  }

  @Test
  void forgetsWhatSomebodyHasTakenOutOfTheQueueOfTheWriter() {
    accept("order");
    queued.add(0);
    after(61);
    assertThat(isRefused("order")).isTrue();

    queued.clear();
    after(1);

    assertThat(isRefused("order")).isFalse();
  }

  @Test
  void remembersTheFirstOfASecondAndOfAllNoMoreThanItCanLookUp() {
    queued.add(0);
    accept("order");
    accept("order");
    after(0);
    assertThat(log.asked).hasSize(1);

    for (int second = 0; second < 600; second++) {
      after(1);
      work.accepted(command("order"));
    }
    after(0);

    assertThat(log.asked).hasSize(500);
  }

  @Test
  void tellsWhenToComeAgain() {
    accept("order");
    after(31);

    assertThatThrownBy(() -> work.requireProgress(command("order")))
        .isInstanceOfSatisfying(
            RefusedRequest.class,
            refused -> {
              Problem problem = refused.getProblem();
              assertThat(problem.type()).isEqualTo("unavailable");
              assertThat(problem.status()).isEqualTo(503);
              assertThat(problem.retryAfter()).isEqualTo(1);
            });
  }

  private String accept(String component) {
    ScheduledCommand command = command(component);
    assertThatCode(() -> work.requireProgress(command)).doesNotThrowAnyException();
    work.accepted(command);
    return command.id();
  }

  private boolean isRefused(String component) {
    try {
      work.requireProgress(command(component));
      return false;
    } catch (RefusedRequest refused) {
      return true;
    }
  }

  /** The time passes, and then the log is asked. */
  private void after(int seconds) {
    now = now.plusSeconds(seconds);
    if (log.isAway) {
      assertThatThrownBy(work::look).isInstanceOf(IllegalStateException.class);
    } else {
      work.look();
    }
  }

  private ScheduledCommand command(String component) {
    String id = UUID.randomUUID().toString();
    return new ScheduledCommand(
        id, id, component, "create", Map.of(), null, now, "api", "ada", true, "digest", null);
  }

  private static final class Log implements OpenCommands {
    private final Map<String, EventStatus> statuses = new HashMap<>();
    private final Map<String, Instant> pending = new HashMap<>();
    private Collection<String> asked = List.of();
    private boolean isAway;

    @Override
    public Map<String, EventStatus> statuses(Collection<String> commandIds) {
      requireThere();
      asked = commandIds;
      Map<String, EventStatus> found = new HashMap<>(statuses);
      found.keySet().retainAll(commandIds);
      return found;
    }

    @Override
    public Optional<Instant> oldestPending(String component) {
      requireThere();
      return Optional.ofNullable(pending.get(component));
    }

    private void requireThere() {
      if (isAway) {
        throw new IllegalStateException("away");
      }
    }
  }

  private final class Ticking extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}

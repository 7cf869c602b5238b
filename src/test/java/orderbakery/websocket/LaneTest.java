package orderbakery.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LaneTest {

  private final Queue<Runnable> line = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();

  private void runAll() {
    for (Runnable next = line.poll(); next != null; next = line.poll()) {
      next.run();
    }
  }

  @Test
  void goesToTheEndOfTheLineAfterEachTask() {
    Lane one = new Lane(line::add);
    Lane other = new Lane(line::add);
    one.execute(() -> done.add("1a"));
    one.execute(() -> done.add("1b"));
    other.execute(() -> done.add("2a"));
    assertThat(one.backlog()).isEqualTo(2);

    runAll();

    assertThat(done).containsExactly("1a", "2a", "1b");
    assertThat(one.isIdle()).isTrue();
  }

  @Test
  void runsOneTaskAtATimeInOrderAndGoesOnAfterAFault() {
    Lane lane = new Lane(line::add);
    lane.execute(
        () -> {
          lane.execute(() -> done.add("second"));
          done.add("first");
          throw new IllegalStateException("a listener fails");
        });
    assertThat(line).hasSize(1);

    runAll();

    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void goesOnAfterAnError() {
    Lane lane = new Lane(line::add);
    lane.execute(
        () -> {
          throw new OutOfMemoryError("unable to create native thread");
        });
    lane.execute(() -> done.add("second"));

    assertThatThrownBy(this::runAll).isInstanceOf(OutOfMemoryError.class);
    runAll();

    assertThat(done).containsExactly("second");
    assertThat(lane.isIdle()).isTrue();
  }

  @Test
  void forgetsNothingWhenNoThreadTakesIt() {
    AtomicBoolean full = new AtomicBoolean(true);
    Lane lane =
        new Lane(
            task -> {
              if (full.getAndSet(false)) {
                throw new RejectedExecutionException("full");
              }
              line.add(task);
            });

    assertThatThrownBy(() -> lane.execute(() -> done.add("first")))
        .isInstanceOf(RejectedExecutionException.class);
    lane.execute(() -> done.add("second"));
    runAll();

    assertThat(done).containsExactly("first", "second");
  }
}

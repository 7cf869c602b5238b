package orderbakery.api;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import orderbakery.message.FrameMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/**
 * Hears the frames of the bakers, and wakes whoever waits for one of them.
 *
 * <p>Who waits costs an entry here, and no thread. A frame may be missed: it was sent before the
 * wait began, and the log did not know yet; or the broker was away. So the store is asked again now
 * and then.
 */
public final class Endings {
  private static final Ending UNHEARD = new Ending.Unheard();
  private static final int FIRST_PAUSE_MILLIS = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private final int limit;
  private final Executor answers;
  private final Function<String, Optional<Ending>> store;
  private final Consumer<byte[]> heard;
  private final FrameMessages frames = new FrameMessages();
  private final AtomicInteger expected = new AtomicInteger();
  private final Map<String, Set<Expectation>> expectations = new ConcurrentHashMap<>();

  /**
   * Endings of one process.
   *
   * @param limit how many may wait at a time; the next one is told at once that it will not hear
   * @param answers goes on with the requests whose wait is over
   * @param store tells the end of a command by its id, if it knows it
   * @param heard gets each frame that comes
   */
  public Endings(
      int limit,
      Executor answers,
      Function<String, Optional<Ending>> store,
      Consumer<byte[]> heard) {
    this.limit = limit;
    this.answers = answers;
    this.store = store;
    this.heard = heard;
  }

  /**
   * Registers a waiter for the end of a command, if it is to be waited for. Call this before asking
   * whether the command has ended; otherwise it could end in between. Then call {@link #awaitEnd}
   * or {@link #forgetEnd}.
   */
  public <W extends Awaiting<W>> W expectEnd(W awaiting) {
    return awaiting.patience() == 0
        ? awaiting
        : awaiting.expecting(expect(awaiting.commandId(), awaiting::mayHear));
  }

  /** Waits for the end of a command, for as long as its patience lasts. */
  public <W extends Awaiting<W>> CompletionStage<W> awaitEnd(W awaiting) {
    return await(awaiting.expectation(), awaiting.patience()).thenApply(awaiting::ended);
  }

  /** Nobody waits for this end any longer: its request is answered. */
  public void forgetEnd(Awaiting<?> awaiting) {
    awaiting.expectation().ending().complete(UNHEARD);
  }

  /** Registers a waiter for the end of a command. Call this before the command can end. */
  Expectation expect(String commandId, Predicate<Ending> mayHear) {
    Expectation expectation = new Expectation(commandId, mayHear);
    if (expected.incrementAndGet() > limit) {
      expected.decrementAndGet();
      expectation.ending().complete(UNHEARD);
      return expectation;
    }
    expectations.compute(commandId, (id, others) -> with(expectation, others));
    CompletableFuture<Ending> unused =
        expectation.ending().whenComplete((ending, none) -> forget(expectation));
    return expectation;
  }

  /**
   * The end, or {@link Ending.Unheard} when the time is over.
   *
   * @param seconds to wait from now
   */
  CompletionStage<Ending> await(Expectation expectation, int seconds) {
    askStoreAfter(FIRST_PAUSE_MILLIS, expectation);
    return expectation
        .ending()
        .completeOnTimeout(UNHEARD, seconds, TimeUnit.SECONDS)
        .thenApplyAsync(Function.identity(), answers);
  }

  /** Frames have come. */
  public void hear(List<Message> batch) {
    batch.forEach(frame -> heard.accept(frame.getBody()));
    if (!expectations.isEmpty()) {
      batch.forEach(this::hear);
    }
  }

  /** Nobody waits any longer: the process ends. */
  public void release() {
    expectations.values().forEach(waiting -> waiting.forEach(it -> it.ending().complete(UNHEARD)));
  }

  /** For those who measure: how many wait. */
  public int expected() {
    return expected.get();
  }

  private void hear(Message frame) {
    String id = frame.getMessageProperties().getMessageId();
    Set<Expectation> waiting = id == null ? null : expectations.get(id);
    if (waiting != null) {
      endingIn(frame).ifPresent(ending -> waiting.forEach(it -> it.hear(ending)));
    }
  }

  /** Empty for what is no frame: whoever else publishes into the room stops nobody. */
  private Optional<Ending> endingIn(Message frame) {
    MessageProperties properties = frame.getMessageProperties();
    try {
      return Optional.of(Ending.of(frames.read(frame.getBody()), frames.ownerOf(properties)));
    } catch (IOException | RuntimeException e) {
      LOG.error("Frame {} is no frame", properties.getMessageId(), e);
      return Optional.empty();
    }
  }

  /** With twice the pause each time: a wait of a minute asks seven times. */
  private void askStoreAfter(int pauseMillis, Expectation expectation) {
    CompletableFuture.delayedExecutor(pauseMillis, TimeUnit.MILLISECONDS, answers)
        .execute(
            () -> {
              if (!expectation.ending().isDone()) {
                askStore(expectation);
                askStoreAfter(2 * pauseMillis, expectation);
              }
            });
  }

  private void askStore(Expectation expectation) {
    try {
      store.apply(expectation.commandId()).ifPresent(expectation::hear);
    } catch (RuntimeException e) {
      LOG.info("Cannot look up the end of command {}: {}", expectation.commandId(), e.toString());
    }
  }

  private static Set<Expectation> with(Expectation expectation, Set<Expectation> others) {
    Set<Expectation> all = others == null ? ConcurrentHashMap.newKeySet() : others;
    all.add(expectation);
    return all;
  }

  private void forget(Expectation expectation) {
    expected.decrementAndGet();
    expectations.computeIfPresent(
        expectation.commandId(),
        (id, others) -> {
          others.remove(expectation);
          return others.isEmpty() ? null : others;
        });
  }
}

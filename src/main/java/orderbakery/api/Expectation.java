package orderbakery.api;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Somebody's wait for the end of one command. */
public final class Expectation {
  private final String commandId;
  private final Predicate<Ending> mayHear;
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();

  /**
   * @param mayHear of which ends whoever waits may know
   */
  Expectation(String commandId, Predicate<Ending> mayHear) {
    this.commandId = commandId;
    this.mayHear = mayHear;
  }

  String commandId() {
    return commandId;
  }

  /**
   * Ends the wait by what the store knows, if it knows the end.
   *
   * @param event of the command, null when the log has none
   * @param presentation the document of its entity, null when there is none
   */
  void settle(Map<String, Object> event, Map<String, Object> presentation) {
    if (event != null) {
      Ending.of(event, presentation).ifPresent(this::hear);
    }
  }

  /** Ends the wait, unless it is an end of which nobody here may know. */
  void hear(Ending end) {
    if (mayHear.test(end)) {
      ending.complete(end);
    }
  }

  /** Completes with the end, at the latest when it will not be waited for any longer. */
  CompletableFuture<Ending> ending() {
    return ending;
  }
}

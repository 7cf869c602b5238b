package orderbakery.api;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Somebody's wait for the end of one command. */
public final class Expectation {
  private final String commandId;
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();

  Expectation(String commandId) {
    this.commandId = commandId;
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
      Ending.of(event, presentation).ifPresent(ending::complete);
    }
  }

  /** Completes with the end, at the latest when it will not be waited for any longer. */
  CompletableFuture<Ending> ending() {
    return ending;
  }
}

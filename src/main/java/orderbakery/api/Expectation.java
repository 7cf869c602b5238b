package orderbakery.api;

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

  /** Completes with the end, at the latest when it will not be waited for any longer. */
  CompletableFuture<Ending> ending() {
    return ending;
  }
}

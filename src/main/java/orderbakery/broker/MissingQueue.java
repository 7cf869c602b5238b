package orderbakery.broker;

import java.io.IOException;

/** A queue to be consumed does not exist. */
final class MissingQueue extends IOException {
  private final String queue;

  MissingQueue(String queue, IOException cause) {
    super("there is no queue " + queue, cause);
    this.queue = queue;
  }

  String queue() {
    return queue;
  }
}

package orderbakery.broker;

/** The broker has a room or a queue of ours that was declared with other arguments. */
public final class OtherTopology extends RuntimeException {

  OtherTopology(String what, Throwable cause) {
    super(
        what
            + ": start with the settings that it was declared with, such as"
            + " bakery.broker.queue-type, or delete it on the broker",
        cause);
  }
}

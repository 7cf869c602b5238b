package orderbakery.broker;

/** The broker does not answer, or has not got what was asked for: what was done before stands. */
public final class BrokerAway extends RuntimeException {
  private final boolean silent;

  // the cause is only kept beside it: the routes would take it for the kind of the failure
  BrokerAway(String what, Throwable cause) {
    super(what + ": " + Reason.of(cause));
    addSuppressed(cause);
    this.silent = Reason.isSilence(cause);
  }

  /** Whether the broker kept silent, as opposed to what it has said. */
  boolean isSilent() {
    return silent;
  }
}

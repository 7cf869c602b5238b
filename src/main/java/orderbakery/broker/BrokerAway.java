package orderbakery.broker;

/** The broker does not answer, or has not got what was asked for: what was done before stands. */
public final class BrokerAway extends RuntimeException {

  BrokerAway(String what, Throwable cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}

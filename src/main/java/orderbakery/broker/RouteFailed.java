package orderbakery.broker;

/** A batch left its route with an exception: no fault of the broker. */
final class RouteFailed extends RuntimeException {

  RouteFailed(Throwable cause) {
    super(cause);
  }
}

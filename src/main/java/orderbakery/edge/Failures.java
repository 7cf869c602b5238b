package orderbakery.edge;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import orderbakery.component.Problem;

/**
 * Tells the failure of a server, after which the client may come again, from one of our own.
 *
 * <p>Camel cannot: it asks the innermost cause first, and a cut connection is an IOException there.
 */
public final class Failures {
  private final List<Class<? extends Exception>> ofServers;

  /**
   * @param ofServers what the clients of broker and store throw
   */
  public Failures(List<Class<? extends Exception>> ofServers) {
    this.ofServers = List.copyOf(ofServers);
  }

  /** 503 for a failure of a server or one that such a failure caused, else 500. */
  public Problem problemOf(Throwable failure) {
    boolean server =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(this::isOfServer);
    return server ? Problems.unavailable() : Problems.internalError();
  }

  private boolean isOfServer(Throwable failure) {
    return ofServers.stream().anyMatch(kind -> kind.isInstance(failure));
  }
}

package orderbakery.access;

import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who has sent the request that this thread serves. For the endpoints of operators, which JMX calls
 * as well; routes are told in their {@link orderbakery.edge.HttpRequest}.
 */
public final class CurrentCaller {
  private CurrentCaller() {}

  /** Empty where nobody is asked who he is. */
  public static Optional<String> principal() {
    return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
        .map(known -> known.getName());
  }
}

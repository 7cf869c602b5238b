package orderbakery.config;

import jakarta.servlet.Filter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;

/** What a request goes through, in this order, before a route has it. */
enum Checks {
  /** Before all others: whatever they answer, no body is left for the container to wait for. */
  BODY(4),
  HOST(5),
  ORIGIN(6),
  TRANSPORT(7),
  /** Behind those that need the address of the proxy itself. */
  CLIENT_ADDRESS(8),
  /** In front of the door, which would ask for a token. */
  ISSUER_OF_TOKENS(9),
  DOOR(10),
  /** Behind the door: it counts by principal. */
  RATE(11),
  READINESS(12),
  HEAD(13);

  private final int place;

  Checks(int place) {
    this.place = place;
  }

  /** The filter, at this place. */
  <F extends Filter> FilterRegistrationBean<F> by(F filter) {
    FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
    return registration;
  }
}

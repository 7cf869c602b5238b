package orderbakery.config;

import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.List;
import orderbakery.access.Door;
import orderbakery.access.KnownTokens;
import orderbakery.edge.HostCheck;
import orderbakery.edge.KnownHosts;
import orderbakery.edge.OriginCheck;
import orderbakery.edge.OwnOrigin;
import orderbakery.edge.ProblemResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.security.web.FilterChainProxy;

/**
 * The management port answers by the same names, and to pages of its own origin alone. It has an
 * application context of its own, which Spring Boot imports this into: an annotation would have it
 * found for the other port.
 */
class ManagementDoorConfiguration {

  @Bean
  FilterRegistrationBean<HostCheck> managementHostCheck(
      KnownHosts hosts, ProblemResponse problems) {
    return first(0, new HostCheck(hosts, problems));
  }

  @Bean
  FilterRegistrationBean<OriginCheck> managementOriginCheck(
      OwnOrigin own, ProblemResponse problems) {
    return first(1, new OriginCheck(own, List.of(), problems));
  }

  /** Operators alone, where callers show tokens. */
  @Bean
  @Conditional(TakesTokens.class)
  FilterRegistrationBean<FilterChainProxy> managementDoor(
      KnownTokens tokens, Clock clock, ProblemResponse problems) {
    return first(2, Door.forOperators(tokens, clock, problems));
  }

  private static <F extends Filter> FilterRegistrationBean<F> first(int place, F filter) {
    FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
    return registration;
  }
}

package orderbakery.config;

import java.time.Clock;
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
import org.springframework.security.web.FilterChainProxy;

/**
 * The management port answers by the same names, and to pages of this process alone: its own, and
 * the one at the port of the API. It has an application context of its own, which Spring Boot
 * imports this into: an annotation would have it found for the other port.
 */
class ManagementDoorConfiguration {

  @Bean
  FilterRegistrationBean<HostCheck> managementHostCheck(
      KnownHosts hosts, ProblemResponse problems) {
    return Checks.HOST.by(new HostCheck(hosts, problems));
  }

  @Bean
  FilterRegistrationBean<OriginCheck> managementOriginCheck(
      OwnOrigin own, OwnPorts ports, ProblemResponse problems) {
    return Checks.ORIGIN.by(
        new OriginCheck(
            own,
            request -> OwnOrigin.ofPort(request, ports.api().scheme(), ports.api().number()),
            problems));
  }

  /** Operators alone, where callers show tokens. */
  @Bean
  @Conditional(TakesTokens.class)
  FilterRegistrationBean<FilterChainProxy> managementDoor(
      KnownTokens tokens, Clock clock, ProblemResponse problems) {
    return Checks.DOOR.by(Door.forOperators(tokens, clock, problems));
  }
}

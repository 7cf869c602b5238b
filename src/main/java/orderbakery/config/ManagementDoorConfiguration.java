package orderbakery.config;

import java.util.List;
import orderbakery.edge.HostCheck;
import orderbakery.edge.KnownHosts;
import orderbakery.edge.OriginCheck;
import orderbakery.edge.OwnOrigin;
import orderbakery.edge.ProblemResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * The management port answers by the same names, and to pages of its own origin alone. It has an
 * application context of its own, which Spring Boot imports this into: an annotation would have it
 * found for the other port.
 */
class ManagementDoorConfiguration {

  @Bean
  FilterRegistrationBean<HostCheck> managementHostCheck(
      KnownHosts hosts, ProblemResponse problems) {
    return new FilterRegistrationBean<>(new HostCheck(hosts, problems));
  }

  @Bean
  FilterRegistrationBean<OriginCheck> managementOriginCheck(
      OwnOrigin own, ProblemResponse problems) {
    return new FilterRegistrationBean<>(new OriginCheck(own, List.of(), problems));
  }
}

package orderbakery.config;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.access.ApiNeeds;
import orderbakery.access.Door;
import orderbakery.access.IssuerKeys;
import orderbakery.access.KnownTokens;
import orderbakery.access.TokenRules;
import orderbakery.access.TokenVerifier;
import orderbakery.component.Caller;
import orderbakery.component.Components;
import orderbakery.edge.ProblemResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.FilterChainProxy;

/** Who may come in, once an issuer of tokens is named. Without one, none of this is there. */
@Configuration(proxyBeanMethods = false)
@Conditional(TakesTokens.class)
class SecurityConfiguration {
  private static final int REMEMBERED = 10_000;

  @Bean
  TokenRules tokenRules(BakerySettings settings, Roles roles) {
    return TokenRules.of(settings.security().expectedAudience(), namesOfOurs(roles));
  }

  /** What stands in the log for other than users. */
  private static Set<String> namesOfOurs(Roles roles) {
    Set<String> names = new HashSet<>(List.of(Caller.ANONYMOUS.principal(), "order-bakery"));
    roles.all().forEach(role -> names.add(role.roleName()));
    return names;
  }

  @Bean
  TokenIssuers tokenIssuers(BakerySettings settings, ObjectProvider<DemoIssuer> demo) {
    DemoIssuer own = demo.getIfAvailable();
    return own == null
        ? issuers(settings.security())
        : new TokenIssuers(Map.of(own.address(), IssuerKeys.of(own.keys())), false);
  }

  private static TokenIssuers issuers(SecuritySettings settings) {
    String place = settings.jwkSetUri();
    if (settings.issuer().isEmpty()) {
      return new TokenIssuers(Map.of(place, IssuerKeys.at(place)), true);
    }
    Map<String, IssuerKeys> keys = new HashMap<>();
    for (String issuer : settings.issuer()) {
      keys.put(issuer, place.isEmpty() ? IssuerKeys.of(issuer) : IssuerKeys.at(place));
    }
    return new TokenIssuers(keys, false);
  }

  @Bean
  KnownTokens knownTokens(TokenIssuers issuers, TokenRules rules, Clock clock) {
    return new KnownTokens(verifier(issuers, rules, clock), clock, REMEMBERED);
  }

  private static TokenVerifier verifier(TokenIssuers issuers, TokenRules rules, Clock clock) {
    return issuers.isAnyone()
        ? new TokenVerifier(rules, issuers.keys().values().iterator().next(), clock)
        : new TokenVerifier(rules, issuers.keys(), clock);
  }

  @Bean
  PageLogin pageLogin(BakerySettings settings, ObjectProvider<DemoIssuer> demo) {
    return demo.getIfAvailable() == null
        ? PageLogin.of(settings)
        : PageLogin.atDemo(settings.page().scopes());
  }

  /** Behind the checks of host and origin, before all else; a body may have come later. */
  @Bean
  FilterRegistrationBean<FilterChainProxy> apiDoor(
      KnownTokens tokens, Components components, ProblemResponse problems) {
    FilterRegistrationBean<FilterChainProxy> filter =
        Checks.DOOR.by(Door.forTokens(tokens, new ApiNeeds(components), problems));
    filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
    return filter;
  }
}

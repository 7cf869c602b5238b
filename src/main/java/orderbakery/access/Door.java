package orderbakery.access;

import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import orderbakery.component.Caller;
import orderbakery.edge.ProblemResponse;
import orderbakery.edge.Problems;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** The filters of Spring Security that a port has: who comes, and whether he may. */
public final class Door {
  private Door() {}

  /** For bearer tokens (RFC 6750), in the header alone. */
  public static FilterChainProxy forTokens(
      Function<String, Caller> tokens, Needs needs, ProblemResponse problems) {
    Refusals refusals = new Refusals(problems);
    return proxy(
        List.of(
            bearer(tokens, new DefaultBearerTokenResolver(), refusals),
            new CallerCheck(needs, refusals)),
        problems);
  }

  /** For operators: as {@link #forTokens}, or with a browser, by a page to log in. */
  public static FilterChainProxy forOperators(
      Function<String, Caller> tokens, Clock clock, ProblemResponse problems) {
    Refusals refusals = Refusals.thatLeadTo(OperatorLogin.PATH, problems);
    return proxy(
        List.of(
            csrf(refusals),
            new OperatorLogin(tokens, clock),
            bearer(tokens, new OperatorCookie(), refusals),
            new CallerCheck(new ManagementNeeds(), refusals)),
        problems);
  }

  /** A cookie goes along with requests that its owner did not mean; a token in the header not. */
  private static CsrfFilter csrf(Refusals refusals) {
    CsrfTokenRequestAttributeHandler atOnce = new CsrfTokenRequestAttributeHandler();
    atOnce.setCsrfRequestAttributeName(null); // Hawtio's pages find it in their cookie
    CookieCsrfTokenRepository forPages = CookieCsrfTokenRepository.withHttpOnlyFalse();
    forPages.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
    CsrfFilter filter = new CsrfFilter(forPages);
    filter.setRequestHandler(atOnce);
    filter.setRequireCsrfProtectionMatcher(
        request ->
            CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)
                && (OperatorCookie.counts(request)
                    || request.getRequestURI().equals(OperatorLogin.PATH)));
    filter.setAccessDeniedHandler(refusals);
    return filter;
  }

  private static BearerTokenAuthenticationFilter bearer(
      Function<String, Caller> tokens, BearerTokenResolver resolver, Refusals refusals) {
    AuthenticationManager known =
        shown -> new KnownCaller(tokens.apply(((BearerTokenAuthenticationToken) shown).getToken()));
    BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(known);
    filter.setBearerTokenResolver(resolver);
    filter.setAuthenticationEntryPoint(refusals);
    filter.setAuthenticationFailureHandler(refusals::commence);
    return filter;
  }

  /** A path that could be read in two ways is none of ours, as without tokens. */
  private static FilterChainProxy proxy(List<Filter> filters, ProblemResponse problems) {
    FilterChainProxy proxy =
        new FilterChainProxy(new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, filters));
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setUnsafeAllowAnyHttpMethod(true); // they are answered 405, or nothing is there
    firewall.setAllowedHeaderValues(any -> true); // what may be none, the container has refused
    proxy.setFirewall(firewall);
    proxy.setRequestRejectedHandler(
        (request, response, why) -> problems.send(response, Problems.notFound()));
    return proxy;
  }
}

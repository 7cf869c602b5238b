package orderbakery.config;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import orderbakery.access.FormBody;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/** Spring's authorization server on the port of the API, where {@code bakery.security.demo} is. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("bakery.security.demo")
@EnableWebSecurity
class DemoIssuerConfiguration {

  @Bean
  DemoIssuer demoIssuer(
      @Value("${server.address}") String address, @Value("${server.port}") int port) {
    String host = address.contains(":") ? "[" + address + "]" : address;
    return DemoIssuer.at("http://" + host + ":" + port);
  }

  @Bean
  SecurityFilterChain issuerOfTokens(HttpSecurity http) throws Exception {
    OAuth2AuthorizationServerConfigurer issuer =
        OAuth2AuthorizationServerConfigurer.authorizationServer();
    return http.securityMatcher(
            new OrRequestMatcher(
                issuer.getEndpointsMatcher(),
                PathPatternRequestMatcher.withDefaults().matcher("/login"),
                PathPatternRequestMatcher.withDefaults().matcher("/logout")))
        .formLogin(Customizer.withDefaults())
        .logout(logout -> logout.logoutSuccessUrl("/"))
        .with(issuer, Customizer.withDefaults())
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .csrf(csrf -> csrf.ignoringRequestMatchers(issuer.getEndpointsMatcher()))
        .addFilterBefore(new FormBody(), SecurityContextHolderFilter.class)
        .build();
  }

  @Bean
  FilterRegistrationBean<Filter> issuerBeforeTheDoor(
      @Qualifier("springSecurityFilterChain") Filter chain) {
    FilterRegistrationBean<Filter> filter = Checks.ISSUER_OF_TOKENS.by(chain);
    filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
    return filter;
  }

  @Bean
  RegisteredClientRepository demoUsers() {
    return new InMemoryRegisteredClientRepository(
        Stream.concat(
                Stream.of(page()),
                DemoIssuer.SCOPES.entrySet().stream().map(it -> user(it.getKey(), it.getValue())))
            .toList());
  }

  /** The same users, who log in on a page. */
  @Bean
  UserDetailsService demoLogins() {
    return new InMemoryUserDetailsManager(
        DemoIssuer.SCOPES.keySet().stream()
            .map(name -> User.withUsername(name).password("{noop}" + name).build())
            .toList());
  }

  /** On loopback, and there at any port. */
  private static RegisteredClient page() {
    return RegisteredClient.withId(UUID.randomUUID().toString())
        .clientId(DemoIssuer.PAGE)
        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri("http://127.0.0.1/")
        .redirectUri("http://[::1]/")
        .scopes(all -> DemoIssuer.SCOPES.values().forEach(all::addAll))
        .clientSettings(ClientSettings.builder().requireProofKey(true).build())
        .tokenSettings(tokenSettings())
        .build();
  }

  private static TokenSettings tokenSettings() {
    return TokenSettings.builder().accessTokenTimeToLive(Duration.ofHours(1)).build();
  }

  private static RegisteredClient user(String name, List<String> scopes) {
    return RegisteredClient.withId(UUID.randomUUID().toString())
        .clientId(name)
        .clientSecret("{noop}" + name)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scopes(all -> all.addAll(scopes))
        .tokenSettings(tokenSettings())
        .build();
  }

  @Bean
  JWKSource<SecurityContext> demoKeys(DemoIssuer issuer) {
    return new ImmutableJWKSet<>(issuer.keys());
  }

  @Bean
  AuthorizationServerSettings demoAddress(DemoIssuer issuer) {
    return AuthorizationServerSettings.builder().issuer(issuer.address()).build();
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> forThisServer(BakerySettings settings) {
    return token -> {
      token.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
      token
          .getClaims()
          .audience(List.of(settings.security().expectedAudience()))
          .claim(
              "scope",
              DemoIssuer.granted(token.getPrincipal().getName(), token.getAuthorizedScopes()));
    };
  }
}

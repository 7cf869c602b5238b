package orderbakery.config;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
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
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;

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
    return http.securityMatcher(issuer.getEndpointsMatcher())
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
        DemoIssuer.SCOPES.entrySet().stream().map(it -> user(it.getKey(), it.getValue())).toList());
  }

  private static RegisteredClient user(String name, List<String> scopes) {
    return RegisteredClient.withId(UUID.randomUUID().toString())
        .clientId(name)
        .clientSecret("{noop}" + name)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scopes(all -> all.addAll(scopes))
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(Duration.ofHours(1)).build())
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
      token.getClaims().audience(List.of(settings.security().expectedAudience()));
    };
  }
}

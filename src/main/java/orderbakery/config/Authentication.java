package orderbakery.config;

import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Whether callers are asked who they are. */
final class Authentication {
  private static final String DEMO = "bakery.security.demo";

  private Authentication() {}

  static boolean isConfigured(Environment environment) {
    return environment.getProperty(DEMO, Boolean.class, false)
        || Stream.of("bakery.security.issuer", "bakery.security.jwk-set-uri")
            .anyMatch(it -> StringUtils.hasText(environment.getProperty(it)));
  }
}

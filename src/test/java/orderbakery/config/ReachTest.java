package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

/** Whether callers show tokens is known however a setting is written. */
class ReachTest {

  @ParameterizedTest
  @CsvSource({
    "bakery.security.issuer, 'https://a.example,https://b.example'",
    "bakery.security.issuer[0], https://a.example",
    "bakery.security.jwk-set-uri, https://a.example/keys",
    "bakery.security.demo, true"
  })
  void asksForTokens(String key, String value) {
    assertThat(Reach.of(environment(key, value)).takesTokens()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bakery.security.issuer", "bakery.security.jwk-set-uri"})
  void asksForNoneWhereNothingIsSet(String key) {
    assertThat(Reach.of(environment(key, "")).takesTokens()).isFalse();
  }

  private static MockEnvironment environment(String key, String value) {
    return new MockEnvironment().withProperty(key, value);
  }
}

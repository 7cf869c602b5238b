package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

/** What a process that keeps files in S3 must be told. */
class S3SettingsTest {

  @Test
  void namesAllThatIsMissingInOneLine() {
    MockEnvironment environment = complete();
    environment.setProperty("S3_BUCKET", " ");
    environment.setProperty("S3_SECRET_KEY", "");

    assertThatThrownBy(() -> S3Settings.of(environment))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("bakery.files.store is s3, which needs S3_BUCKET, S3_SECRET_KEY as well");
  }

  @Test
  void takesWhatIsComplete() {
    S3Settings settings = S3Settings.of(complete());

    assertThat(settings.endpoint()).hasToString("https://s3.example");
    assertThat(settings.bucket()).isEqualTo("order-bakery");
  }

  @ParameterizedTest
  @CsvSource({
    "S3_ENDPOINT, s3.example",
    "S3_ENDPOINT, ftp://s3.example",
    "S3_ENDPOINT, https://s3.example/bucket",
    "S3_ENDPOINT, https://user@s3.example",
    "S3_ENDPOINT, https://s3 example",
    "S3_REGION, Frankfurt am Main",
    "S3_BUCKET, cakes/cookies",
    "S3_BUCKET, ab"
  })
  void refusesWhatIsNone(String name, String value) {
    MockEnvironment environment = complete();
    environment.setProperty(name, value);

    assertThatThrownBy(() -> S3Settings.of(environment))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageStartingWith(name);
  }

  @Test
  void tellsNobodyTheSecret() {
    assertThat(S3Settings.of(complete()).toString()).doesNotContain("secret", "key");
  }

  private static MockEnvironment complete() {
    return new MockEnvironment()
        .withProperty("S3_ENDPOINT", "https://s3.example")
        .withProperty("S3_REGION", "eu-central-1")
        .withProperty("S3_BUCKET", "order-bakery")
        .withProperty("S3_ACCESS_KEY", "the key")
        .withProperty("S3_SECRET_KEY", "the secret");
  }
}

package orderbakery.config;

import static orderbakery.config.InvalidSettings.require;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.springframework.core.env.PropertyResolver;

/**
 * Where files are kept when {@code bakery.files.store} is {@code s3}, from the environment.
 *
 * @param endpoint of the server, {@code S3_ENDPOINT}
 * @param region {@code S3_REGION}, part of each signature
 * @param bucket {@code S3_BUCKET}, which is there and ours alone
 * @param accessKey {@code S3_ACCESS_KEY}
 * @param secretKey {@code S3_SECRET_KEY}
 */
record S3Settings(URI endpoint, String region, String bucket, String accessKey, String secretKey) {
  private static final List<String> NAMES =
      List.of("S3_ENDPOINT", "S3_REGION", "S3_BUCKET", "S3_ACCESS_KEY", "S3_SECRET_KEY");

  S3Settings {
    require(
        isServer(endpoint),
        "S3_ENDPOINT must be the address of a server, like https://s3.example, not " + endpoint);
    require(region.matches("[a-z0-9-]{1,64}"), "S3_REGION must be a region, not " + region);
    require(
        bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
        "S3_BUCKET must be 3 to 63 lower-case letters, digits, dots and hyphens, not " + bucket);
  }

  /**
   * What the environment says.
   *
   * @throws InvalidSettings that names all that is missing
   */
  static S3Settings of(PropertyResolver environment) {
    List<String> missing =
        NAMES.stream().filter(it -> environment.getProperty(it, "").isBlank()).toList();
    require(
        missing.isEmpty(),
        "bakery.files.store is s3, which needs " + String.join(", ", missing) + " as well");
    return new S3Settings(
        endpoint(environment.getRequiredProperty("S3_ENDPOINT")),
        environment.getRequiredProperty("S3_REGION"),
        environment.getRequiredProperty("S3_BUCKET"),
        environment.getRequiredProperty("S3_ACCESS_KEY"),
        environment.getRequiredProperty("S3_SECRET_KEY"));
  }

  private static URI endpoint(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new InvalidSettings("S3_ENDPOINT: " + e.getMessage());
    }
  }

  private static boolean isServer(URI address) {
    return List.of("http", "https").contains(String.valueOf(address.getScheme()))
        && address.getHost() != null
        && address.getUserInfo() == null
        && List.of("", "/").contains(address.getPath())
        && address.getQuery() == null;
  }

  /** Without what nobody shall read. */
  @Override
  public String toString() {
    return "the bucket " + bucket + " at " + endpoint;
  }
}

package orderbakery.config;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import orderbakery.outage.Outage;
import orderbakery.s3.S3Files;
import orderbakery.s3.S3Watch;
import orderbakery.s3.WatchedS3;
import org.apache.camel.component.aws2.s3.AWS2S3Component;
import org.apache.camel.component.aws2.s3.AWS2S3Configuration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** Files in S3, where they are kept there: what is in the folder otherwise is not even loaded. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("role.files-s3")
class S3Configuration {
  private static final Duration CONNECTION_WITHIN = Duration.ofSeconds(2);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  /** A server that takes no more of the bytes that are sent is given up then. */
  private static final Duration CALL_WITHIN = Duration.ofSeconds(8);

  /** And so much more for each MB that a file may have: a slow line. */
  private static final Duration MEGABYTE_WITHIN = Duration.ofMillis(500);

  /** Each client that reads a file has one. */
  private static final int MOST_CONNECTIONS = 256;

  private static final int ATTEMPTS = 2;

  @Bean
  S3Settings s3Settings(Environment environment) {
    return S3Settings.of(environment);
  }

  @Bean
  S3Watch s3Watch(S3Settings s3) {
    return new S3Watch(s3.bucket(), new Outage("S3, " + s3 + ",", System::nanoTime));
  }

  @Bean("s3-files")
  S3Files s3Files(S3Settings s3, S3Watch watch) {
    return new S3Files(s3.bucket(), watch);
  }

  /** Sums only where S3 asks for them: not every server knows those that AWS has added. */
  @Bean
  S3Client s3Client(
      S3Settings s3, S3Watch watch, @Value("${bakery.files.size-limit}") DataSize sizeLimit) {
    // those of the SDK would belong to the container, which stops earlier and warns of them
    ScheduledExecutorService deadlines = ClockThread.named("s3-deadlines");
    S3Client client =
        S3Client.builder()
            .endpointOverride(s3.endpoint())
            .forcePathStyle(true)
            .region(Region.of(s3.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(s3.accessKey(), s3.secretKey())))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                ApacheHttpClient.builder()
                    .maxConnections(MOST_CONNECTIONS)
                    .connectionAcquisitionTimeout(CONNECTION_WITHIN)
                    .connectionTimeout(CONNECTION_WITHIN)
                    .socketTimeout(ANSWER_WITHIN))
            .overrideConfiguration(
                ClientOverrideConfiguration.builder()
                    .apiCallTimeout(callWithin(sizeLimit))
                    .scheduledExecutorService(deadlines)
                    .retryStrategy(
                        StandardRetryStrategy.builder()
                            .useClientDefaults(false)
                            .retryOnException(S3Configuration::isWorthAnotherTry)
                            .maxAttempts(ATTEMPTS)
                            .build())
                    .defaultProfileFile(ProfileFile.aggregator().build())
                    .build())
            .build();
    return new WatchedS3(client, watch, deadlines);
  }

  /** Named as Camel looks for the component of {@code aws2-s3:}. */
  @Bean("aws2-s3")
  AWS2S3Component s3Component(S3Client client) {
    AWS2S3Configuration configuration = new AWS2S3Configuration();
    configuration.setAmazonS3Client(client);
    // Without the name of a file, the component asks for the bucket when it starts: with S3 away,
    // it would not.
    configuration.setFileName("none");
    AWS2S3Component component = new AWS2S3Component();
    component.setConfiguration(configuration);
    return component;
  }

  @Bean
  S3Health filesHealthIndicator(S3Client client, S3Settings s3) {
    return new S3Health(client, s3.bucket());
  }

  /** A connection that the server has closed meanwhile, or a hiccup; not what takes time again. */
  private static boolean isWorthAnotherTry(Throwable failure) {
    return failure instanceof SdkServiceException answer
        ? answer.statusCode() >= 500
        : failure.getCause() instanceof IOException cause
            && !(cause instanceof InterruptedIOException);
  }

  private static Duration callWithin(DataSize sizeLimit) {
    return CALL_WITHIN.plus(MEGABYTE_WITHIN.multipliedBy(sizeLimit.toMegabytes()));
  }
}

package orderbakery.config;

import java.time.Duration;
import orderbakery.files.FileStoreAway;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;

/**
 * Whether S3 answers. It is part of health and not of readiness: without it there are no files, and
 * everything else.
 */
final class S3Health implements HealthIndicator {
  private static final Duration WITHIN = Duration.ofSeconds(3);

  private final S3Client s3;
  private final ListObjectsRequest question;

  S3Health(S3Client s3, String bucket) {
    this.s3 = s3;
    this.question =
        ListObjectsRequest.builder()
            .bucket(bucket)
            .maxKeys(1)
            .overrideConfiguration(it -> it.apiCallTimeout(WITHIN))
            .build();
  }

  @Override
  public Health health() {
    try {
      s3.listObjects(question);
      return Health.up().build();
    } catch (FileStoreAway e) {
      return Health.down().withDetail("complaint", e.getMessage()).build();
    }
  }
}

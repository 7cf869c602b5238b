package orderbakery.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import orderbakery.files.FileStoreAway;
import orderbakery.fixtures.LogLines;
import orderbakery.outage.Outage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What becomes of calls that fail, or do not end. */
class WatchedS3Test {
  private static final PutObjectRequest UPLOAD =
      PutObjectRequest.builder().bucket("cakes").key("order/1/2").build();
  private static final DeleteObjectRequest DELETION =
      DeleteObjectRequest.builder().bucket("cakes").key("order/1/2").build();

  @RegisterExtension final LogLines log = new LogLines(Outage.class);

  @Test
  void asksAServerThatCutsOffAnUploadForItsReason() {
    WatchedS3 s3 = watched(new Unwell(new IOException("Broken pipe")));

    assertThatThrownBy(() -> s3.putObject(UPLOAD, RequestBody.fromString("bytes")))
        .isInstanceOf(FileStoreAway.class)
        .hasMessage("S3: it refuses the signature: S3_SECRET_KEY is wrong");
    assertThat(log.all()).hasSize(1);
  }

  @Test
  void asksAServerThatIsAwayForNothing() {
    WatchedS3 s3 = watched(new Unwell(new ConnectException()));

    assertThatThrownBy(() -> s3.putObject(UPLOAD, RequestBody.fromString("bytes")))
        .hasMessage("S3: no connection");
  }

  @Test
  @Timeout(20) // without a limit this call hangs too
  void keepsThreadsFromAServerThatHangs() throws InterruptedException {
    Hanging hanging = new Hanging();
    WatchedS3 s3 = watched(hanging);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<CompletableFuture<DeleteObjectResponse>> calls =
          Stream.generate(
                  () -> CompletableFuture.supplyAsync(() -> s3.deleteObject(DELETION), threads))
              .limit(WatchedS3.MOST_CALLS)
              .toList();
      await().until(() -> hanging.calls.get() == WatchedS3.MOST_CALLS);

      assertThatThrownBy(() -> s3.deleteObject(DELETION))
          .isInstanceOf(FileStoreAway.class)
          .hasMessageContaining("32 calls");

      hanging.thaw.countDown();
      assertThat(calls).allSatisfy(call -> assertThat(call.join()).isNotNull());
      assertThat(s3.deleteObject(DELETION)).isNotNull();
    } finally {
      threads.shutdownNow();
    }
  }

  private static WatchedS3 watched(S3Client client) {
    return new WatchedS3(
        client,
        new S3Watch("cakes", new Outage("S3", System::nanoTime)),
        new ScheduledThreadPoolExecutor(0));
  }

  private abstract static class Unfinished implements S3Client {
    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }

  /** Uploads fail so, and lists are refused. */
  private static final class Unwell extends Unfinished {
    private final IOException cause;

    Unwell(IOException cause) {
      this.cause = cause;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      throw SdkClientException.create("Unable to execute HTTP request", cause);
    }

    @Override
    public ListObjectsResponse listObjects(ListObjectsRequest request) {
      throw S3Exception.builder()
          .statusCode(403)
          .awsErrorDetails(AwsErrorDetails.builder().errorCode("SignatureDoesNotMatch").build())
          .build();
    }
  }

  private static final class Hanging extends Unfinished {
    final AtomicInteger calls = new AtomicInteger();
    final CountDownLatch thaw = new CountDownLatch(1);

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
      calls.incrementAndGet();
      try {
        thaw.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return DeleteObjectResponse.builder().build();
    }
  }
}

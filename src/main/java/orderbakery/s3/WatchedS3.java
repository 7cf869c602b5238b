package orderbakery.s3;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * A client of S3 whose failures are in our words. So many calls are under way at most, until S3
 * begins to answer: where it hangs, it shall not have all threads.
 */
public final class WatchedS3 extends DelegatingS3Client {
  /** Half of the request threads of config.json. */
  static final int MOST_CALLS = 32;

  private static final int PATIENCE_SECONDS = 1;

  private final Semaphore calls = new Semaphore(MOST_CALLS);
  private final S3Client client;
  private final S3Watch watch;
  private final ExecutorService deadlines;

  /**
   * @param client that is closed with this one
   * @param deadlines the threads that end its calls, which are ended with it
   */
  public WatchedS3(S3Client client, S3Watch watch, ExecutorService deadlines) {
    super(client);
    this.client = client;
    this.watch = watch;
    this.deadlines = deadlines;
  }

  @Override
  public void close() {
    super.close();
    deadlines.shutdownNow();
  }

  @Override
  protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
    if (!mayCall()) {
      throw watch.busy(MOST_CALLS);
    }
    try {
      R answer = operation.apply(request);
      watch.worked();
      return answer;
    } catch (SdkException e) {
      throw watch.failed(request, request instanceof PutObjectRequest put ? reason(put, e) : e);
    } finally {
      calls.release();
    }
  }

  private boolean mayCall() {
    try {
      return calls.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * A server may cut off an upload that it refuses, and its answer is lost then. It tells the same
   * when it is asked for something without a body.
   */
  private SdkException reason(PutObjectRequest refused, SdkException failure) {
    if (!S3Failure.isCut(failure)) {
      return failure;
    }
    try {
      client.listObjects(ListObjectsRequest.builder().bucket(refused.bucket()).maxKeys(1).build());
      return failure;
    } catch (SdkException e) {
      return e;
    }
  }
}

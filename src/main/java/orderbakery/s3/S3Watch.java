package orderbakery.s3;

import java.io.IOException;
import java.util.Optional;
import orderbakery.files.FileKey;
import orderbakery.files.FileStoreAway;
import orderbakery.files.MissingFile;
import orderbakery.outage.Outage;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * Hears how every call to S3 ends, and tells failures in our words, to the caller and to the log.
 *
 * <p>For any number of threads.
 */
public final class S3Watch {
  private final S3Failure words;
  private final Outage outage;

  /**
   * @param bucket that the process uses
   */
  public S3Watch(String bucket, Outage outage) {
    this.words = new S3Failure(bucket);
    this.outage = outage;
  }

  void worked() {
    outage.worked();
  }

  /** What the caller is told: {@link MissingFile} or {@link FileStoreAway}. */
  RuntimeException failed(S3Request request, RuntimeException failure) {
    Optional<FileKey> missing = missing(request, failure);
    if (missing.isPresent()) {
      outage.worked();
      return new MissingFile(missing.get());
    }
    String why = words.why(failure);
    outage.failed(why);
    return new FileStoreAway("S3: " + why, failure);
  }

  /** What the caller is told who was not let through. */
  FileStoreAway busy(int calls) {
    String why = "it has not answered any of " + calls + " calls for a second";
    outage.failed(why);
    return new FileStoreAway("S3: " + why, null);
  }

  /** The bytes of an answer have ended too early. */
  void cut(IOException failure) {
    outage.failed(words.why(failure));
  }

  private static Optional<FileKey> missing(S3Request request, RuntimeException failure) {
    return failure instanceof NoSuchKeyException && request instanceof GetObjectRequest asked
        ? FileKey.read(asked.key())
        : Optional.empty();
  }
}

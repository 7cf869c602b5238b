package orderbakery.s3;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import orderbakery.files.FetchedFile;
import orderbakery.files.FileKey;
import orderbakery.files.FilePage;
import orderbakery.files.FileQuery;
import orderbakery.files.FileToFetch;
import orderbakery.files.FileToKeep;
import orderbakery.files.FirstBytes;
import orderbakery.files.KeptFile;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the routes of files-s3 say to S3, and what they make of its answers. */
public final class S3Files {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final String bucket;
  private final S3Watch watch;

  /**
   * @param bucket where the files are
   */
  public S3Files(String bucket, S3Watch watch) {
    this.bucket = bucket;
    this.watch = watch;
  }

  /**
   * The sum that S3 compares with the bytes that have come: {@code Content-MD5}, which every server
   * knows. It is no protection against forgery, which signatures are for.
   */
  public String sum(FileToKeep file) throws IOException {
    MessageDigest sum = md5();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream bytes = Files.newInputStream(file.bytes())) {
      for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
        sum.update(buffer, 0, count);
      }
    }
    return Base64.getEncoder().encodeToString(sum.digest());
  }

  /** The number of the last byte, counted from 0. */
  public long last(FileToFetch asked) {
    return asked.from() + asked.length() - 1;
  }

  /** The bytes that were asked for, not read yet. */
  public FetchedFile content(ResponseInputStream<GetObjectResponse> answer, FileToFetch asked) {
    return new FetchedFile(new FirstBytes(new S3Content(answer, watch), asked.length()));
  }

  /** Asks for the names of objects. */
  public ListObjectsRequest listing(FileQuery asked) {
    return ListObjectsRequest.builder()
        .bucket(bucket)
        .prefix(asked.component() + "/")
        .marker(asked.after() == null ? null : asked.after().toString())
        .maxKeys(asked.most())
        .build();
  }

  /** Asks for the one object of a file, as a list tells it. */
  public ListObjectsRequest again(KeptFile judged) {
    return ListObjectsRequest.builder()
        .bucket(bucket)
        .prefix(judged.key().toString())
        .maxKeys(1)
        .build();
  }

  /** Whether a file is there as it was when it was judged, and was not kept anew since. */
  public boolean isAsListed(List<S3Object> objects, KeptFile judged) {
    return objects.stream()
        .anyMatch(
            it ->
                it.key().equals(judged.key().toString())
                    && it.lastModified().equals(judged.keptAt()));
  }

  /**
   * A page of files, of a list of objects. It is the last one when the list is empty: S3 may send
   * fewer than were asked for.
   */
  public FilePage page(List<S3Object> objects, FileQuery asked) {
    List<KeptFile> ours =
        objects.stream()
            .flatMap(
                it ->
                    FileKey.read(it.key()).stream()
                        .map(key -> new KeptFile(key, it.size(), it.lastModified())))
            .collect(toCollection(ArrayList::new));
    if (ours.isEmpty() && !objects.isEmpty()) {
      throw new IllegalStateException(
          "The bucket "
              + bucket
              + " must be ours alone: no object of a whole page from "
              + objects.get(0).key()
              + " on is a file of ours");
    }
    FileKey next = ours.isEmpty() ? null : ours.get(ours.size() - 1).key();
    ours.removeIf(it -> !it.keptAt().isBefore(asked.keptBefore()));
    return new FilePage(ours, next);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has MD5", e);
    }
  }
}

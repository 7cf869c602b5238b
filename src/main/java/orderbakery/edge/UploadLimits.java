package orderbakery.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/**
 * What is asked of uploads and downloads.
 *
 * @param within how long any request may take to arrive
 * @param size of a file, in bytes
 */
public record UploadLimits(Duration within, long size) {
  /** Bytes a second, beyond the time that any request has. */
  static final int SLOWEST = 64 * 1024;

  /** The upload that a request brings; null for none. */
  Upload of(HttpServletRequest request) {
    return Upload.isOne(request) ? new Upload(request, this) : null;
  }

  /** How long so many bytes may take: no longer than any request, and a second for each 64 KiB. */
  Duration timeFor(long bytes) {
    return within.plusMillis(1000 * bytes / SLOWEST);
  }
}

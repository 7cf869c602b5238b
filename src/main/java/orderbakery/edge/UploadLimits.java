package orderbakery.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

  /** The attribute of a request whose upload a route has. */
  private static final String TAKEN = UploadLimits.class.getName();

  /** The upload that a request brings; null for none. */
  Upload of(HttpServletRequest request) {
    if (!Upload.isOne(request)) {
      return null;
    }
    request.setAttribute(TAKEN, true);
    return new Upload(request, this);
  }

  /**
   * Reads and drops an upload that was answered before a route had it: the container would hold a
   * thread for it. What the container has yet to answer is left to it.
   */
  void drop(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (request.getAttribute(TAKEN) == null && !request.isAsyncStarted()) {
      new UploadBody(request, this).refused(response);
    }
  }

  /** How long so many bytes may take: no longer than any request, and a second for each 64 KiB. */
  Duration timeFor(long bytes) {
    return within.plusMillis(1000 * bytes / SLOWEST);
  }
}

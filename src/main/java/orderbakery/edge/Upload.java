package orderbakery.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import orderbakery.component.Problem;
import orderbakery.files.ArrivedFile;
import orderbakery.files.ArrivingFile;
import orderbakery.files.ArrivingFiles;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** A request whose body is the bytes of a file, which are never in memory as a whole. */
public final class Upload implements AutoCloseable {
  private static final PathPattern PATH =
      PathPatternParser.defaultInstance.parse("/{component}/{id}/file");

  private final UploadBody body;
  private final List<ArrivingFile> files = new ArrayList<>();

  Upload(HttpServletRequest request, UploadLimits limits) {
    body = new UploadBody(request, limits);
  }

  /** Whether the body of a request is a file. */
  static boolean isOne(HttpServletRequest request) {
    return request.getMethod().equals("POST")
        && PATH.matches(PathContainer.parsePath(request.getRequestURI()));
  }

  /** What the client says of the length; empty when it does not. */
  public Optional<Long> length() {
    return body.length();
  }

  /** Whether the body is encoded, as by gzip. */
  public boolean isEncoded() {
    return body.isEncoded();
  }

  /**
   * Takes the body in.
   *
   * @param arriving where the bytes go; they are gone once the request is answered
   * @param most how many bytes there may be
   * @return fails with a {@link RefusedRequest} where there are more, or they do not come in time
   */
  public CompletionStage<ArrivedFile> receive(ArrivingFiles arriving, long most)
      throws IOException {
    BodyIntoFile file = new BodyIntoFile(also(arriving.begin()), most);
    body.read(file, most);
    return file.arrived();
  }

  /** The same temporary file, which is deleted with the others once the request is answered. */
  public ArrivingFile also(ArrivingFile another) {
    files.add(another);
    return another;
  }

  /**
   * The request is answered.
   *
   * @param then once nothing is to be read any more
   */
  void answered(HttpServletResponse response, Runnable then) throws IOException {
    body.answered(response, then);
  }

  /** Deletes what has arrived, unless it was moved away. */
  @Override
  public void close() {
    files.forEach(ArrivingFile::close);
  }

  /** There are more bytes than a file may have. */
  public static Problem tooLarge(long most) {
    return Problems.tooLarge(413, "A file may have " + most + " bytes at most.");
  }
}

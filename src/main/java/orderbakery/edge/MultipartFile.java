package orderbakery.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import orderbakery.files.ArrivedFile;
import orderbakery.files.ArrivingFile;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.UploadContext;

/**
 * The one part {@code file} of a {@code multipart/form-data}, which has arrived. It is read by the
 * container's own parser, in pieces.
 *
 * @param name as the client has told it, or null
 * @param type as the client has told it, or null
 * @param file its bytes
 */
public record MultipartFile(String name, String type, ArrivedFile file) {
  /** Bytes that what stands around a file may have. */
  public static final int AROUND = 64 * 1024;

  /** Bytes of what a part says of itself: a name may have 200 characters of several bytes each. */
  private static final int HEAD = 8192;

  private static final int PIECE = 8192;

  /**
   * Takes the file out of a body.
   *
   * @param type of the body, with its boundary
   * @param into where the bytes of the file go
   * @param most how many there may be
   * @throws RefusedRequest 400 when it has other parts or is none, 413 when the file is too large
   */
  public static MultipartFile read(ArrivedFile body, String type, ArrivingFile into, long most) {
    try (InputStream bytes = Files.newInputStream(body.bytes())) {
      FileUpload form = new FileUpload();
      form.setPartHeaderSizeMax(HEAD);
      FileItemIterator parts = form.getItemIterator(new Body(body, type, bytes));
      if (!parts.hasNext()) {
        throw malformed();
      }
      FileItemStream part = parts.next();
      if (!"file".equals(part.getFieldName()) || part.isFormField()) {
        throw malformed();
      }
      copy(part, into, most);
      if (parts.hasNext()) {
        throw malformed();
      }
      return new MultipartFile(part.getName(), part.getContentType(), into.arrived());
    } catch (InvalidFileNameException broken) {
      throw malformed();
    } catch (IOException broken) {
      throw requireReadable(body.bytes(), broken);
    }
  }

  private static void copy(FileItemStream part, ArrivingFile into, long most) throws IOException {
    byte[] piece = new byte[PIECE];
    try (InputStream content = part.openStream()) {
      for (int count = content.read(piece); count >= 0; count = content.read(piece)) {
        if (into.size() + count > most) {
          throw new RefusedRequest(Upload.tooLarge(most));
        }
        into.write(piece, 0, count);
      }
    }
  }

  /** What the parser throws is due to the body, unless that is not there. */
  private static RuntimeException requireReadable(Path body, Exception broken) {
    return Files.isReadable(body)
        ? malformed()
        : new UncheckedIOException(new IOException("The body is not there", broken));
  }

  private static RefusedRequest malformed() {
    return new RefusedRequest(
        Problems.malformed(
            "The multipart/form-data must have one part, which is the file 'file'."));
  }

  private record Body(ArrivedFile file, String type, InputStream bytes) implements UploadContext {
    @Override
    public String getCharacterEncoding() {
      return "UTF-8";
    }

    @Override
    public String getContentType() {
      return type;
    }

    @Override
    public InputStream getInputStream() {
      return bytes;
    }

    @Override
    public long contentLength() {
      return file.size();
    }
  }
}

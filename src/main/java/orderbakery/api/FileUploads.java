package orderbakery.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.MediaTypes;
import orderbakery.edge.MultipartFile;
import orderbakery.edge.Problems;
import orderbakery.edge.RefusedRequest;
import orderbakery.edge.Upload;
import orderbakery.files.ArrivedFile;
import orderbakery.files.ArrivingFiles;

/** Takes files in, and makes commands of them. */
public final class FileUploads {
  private static final String FORM = "multipart/form-data";
  private static final String ANY = "application/octet-stream";

  /** Stands for a file that is yet to come: it is sound. */
  private static final ArrivedFile TO_COME = new ArrivedFile(Path.of(""), 1, "0".repeat(64));

  private final Intake intake;
  private final ArrivingFiles files;
  private final long limit;

  /**
   * Uploads of one component.
   *
   * @param limit of a file, in bytes
   */
  public FileUploads(Intake intake, ArrivingFiles files, long limit) {
    this.intake = intake;
    this.files = files;
    this.limit = limit;
  }

  /**
   * Judges the head of a request, before any of its body is read.
   *
   * @throws RefusedRequest when no file can come of it
   */
  public FileUpload take(HttpRequest request) {
    Upload upload = request.upload();
    String sent = request.header("Content-Type");
    String name = request.query().one("name");
    boolean isForm = isForm(sent);
    if (upload.isEncoded() || (!isForm && sent != null && sent.startsWith("multipart/"))) {
      throw new RefusedRequest(Problems.unsupportedMediaType());
    }
    if (upload.length().filter(length -> length > most(isForm)).isPresent()) {
      throw new RefusedRequest(Upload.tooLarge(limit));
    }
    String type = isForm ? null : typeOr(sent);
    Submission expected =
        isForm
            ? intake.takeFile(request, name == null ? "file" : name, ANY, TO_COME)
            : intake.takeFile(request, name, type, TO_COME);
    return new FileUpload(request, name, type, expected);
  }

  /** Takes the body in; the command is there once all of it is. */
  public CompletionStage<Submission> receive(FileUpload upload) throws IOException {
    HttpRequest request = upload.request();
    String sent = request.header("Content-Type");
    boolean isForm = isForm(sent);
    return request
        .upload()
        .receive(files, most(isForm))
        .thenApply(
            arrived ->
                isForm
                    ? ofForm(upload, sent, arrived)
                    : intake.takeFile(request, upload.name(), upload.type(), arrived));
  }

  private Submission ofForm(FileUpload upload, String sent, ArrivedFile body) {
    HttpRequest request = upload.request();
    MultipartFile part =
        MultipartFile.read(body, sent, request.upload().also(files.beside()), limit);
    String name = upload.name() == null ? part.name() : upload.name();
    return intake.takeFile(request, name, typeOr(part.type()), part.file());
  }

  private long most(boolean isForm) {
    return isForm ? limit + MultipartFile.AROUND : limit;
  }

  private static boolean isForm(String type) {
    return MediaTypes.is(type, FORM);
  }

  private static String typeOr(String type) {
    return type == null ? ANY : type;
  }
}

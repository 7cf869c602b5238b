package orderbakery.edge;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import orderbakery.component.Problem;
import orderbakery.files.ArrivedFile;
import orderbakery.files.ArrivingFile;

/** Writes the body of an upload into a temporary file while it comes, so many bytes at most. */
final class BodyIntoFile {
  private final CompletableFuture<ArrivedFile> arrived = new CompletableFuture<>();
  private final ArrivingFile file;
  private final long most;

  BodyIntoFile(ArrivingFile file, long most) {
    this.file = file;
    this.most = most;
  }

  /** Fails with a {@link RefusedRequest} where more comes, or not all. */
  CompletionStage<ArrivedFile> arrived() {
    return arrived;
  }

  /** Whether it wants no more. */
  boolean isDone() {
    return arrived.isDone();
  }

  /** Some bytes have come. */
  void take(byte[] piece, int length) {
    if (file.size() + length > most) {
      arrived.completeExceptionally(new RefusedRequest(Upload.tooLarge(most)));
      return;
    }
    try {
      file.write(piece, 0, length);
    } catch (RuntimeException away) {
      arrived.completeExceptionally(away);
    }
  }

  /** All have come. */
  void end() {
    try {
      arrived.complete(file.arrived());
    } catch (RuntimeException away) {
      arrived.completeExceptionally(away);
    }
  }

  /**
   * The rest does not come, or not in time.
   *
   * @return false where it wanted no more
   */
  boolean fail(Problem why) {
    return arrived.completeExceptionally(new RefusedRequest(why));
  }
}

package orderbakery.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right of one process to use a directory.
 *
 * <p>The operating system holds it, so it ends with the process however that ends.
 */
final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Creates the directory where it is missing and takes it.
   *
   * @throws UnusableFolder if another owner, in this process or in another, has it, or it cannot be
   *     written
   */
  static DirectoryLock take(Path directory) {
    try {
      OwnFolder.make(directory);
      return lock(directory);
    } catch (IOException e) {
      throw new UnusableFolder(directory, "cannot be written: " + e, e);
    }
  }

  private static DirectoryLock lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      channel.close();
      throw new UnusableFolder(directory, "is in use by another process, or by this one", null);
    }
    return new DirectoryLock(channel);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // the owner is in this very process
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

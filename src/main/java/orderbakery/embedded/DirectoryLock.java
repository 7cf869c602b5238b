package orderbakery.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
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
   * @throws IllegalStateException if another owner, in this process or in another, has it
   */
  static DirectoryLock take(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve("lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      channel.close();
      throw new IllegalStateException("another process, or this one, already uses " + directory);
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

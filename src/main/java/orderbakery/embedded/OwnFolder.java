package orderbakery.embedded;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of orders, which concern nobody but the owner of the process. */
final class OwnFolder {
  private static final Logger LOG = LoggerFactory.getLogger(OwnFolder.class);
  private static final Set<PosixFilePermission> ALL = PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private OwnFolder() {}

  /** Makes the folder, and those above it that are missing. */
  static void make(Path folder) throws IOException {
    if (POSIX) {
      Files.createDirectories(folder, asFileAttribute(ALL));
    } else {
      Files.createDirectories(folder);
    }
  }

  /**
   * Closes the folder and all that is in it to others. Files that come later are behind its door;
   * libraries make them as the process's umask says, which Java cannot change.
   */
  static void close(Path folder) throws IOException {
    if (!POSIX) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.toList()) {
        close(path, Files.isDirectory(path) ? ALL : FILE);
      }
    }
  }

  private static void close(Path path, Set<PosixFilePermission> permissions) {
    try {
      Files.setPosixFilePermissions(path, permissions);
    } catch (IOException e) {
      LOG.warn("Others may read {}, it belongs to somebody else: {}", path, e.toString());
    }
  }
}

package orderbakery.files;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder that concerns nobody but the owner of the process. */
final class OwnFolder {
  private static final FileAttribute<?>[] FOR_THE_OWNER =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
          : new FileAttribute<?>[0];

  private OwnFolder() {}

  /** Makes the folder, and those above it that are missing. */
  static void make(Path folder) throws IOException {
    Files.createDirectories(folder, FOR_THE_OWNER);
  }
}

package orderbakery.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import orderbakery.outage.Outage;

/** The temporary files of uploads, all in one folder. What a crash leaves there is swept. */
public final class ArrivingFiles {
  /** How many there may be at a time, in one process. */
  private static final int MOST = 100;

  private final Path folder;
  private final Outage outage;
  private final Semaphore places = new Semaphore(MOST);

  /**
   * Temporary files in a folder, which need not be there yet.
   *
   * @param outage of that folder, and of its disk
   */
  public ArrivingFiles(Path folder, Outage outage) {
    this.folder = folder.toAbsolutePath().normalize();
    this.outage = outage;
  }

  /** Whether the last of them could not be written. */
  public boolean isFailing() {
    return outage.isUnderWay();
  }

  /**
   * An empty file.
   *
   * @throws FileStoreAway when none can be made, or there are as many as there may be
   */
  public ArrivingFile begin() {
    if (!places.tryAcquire()) {
      throw new FileStoreAway("There are " + MOST + " uploads already", null);
    }
    try {
      return make(places::release);
    } catch (FileStoreAway away) {
      places.release();
      throw away;
    }
  }

  /**
   * One more empty file of an upload that has begun: it takes no place of its own.
   *
   * @throws FileStoreAway when none can be made
   */
  public ArrivingFile beside() {
    return make(() -> {});
  }

  private ArrivingFile make(Runnable whenGone) {
    try {
      OwnFolder.make(folder);
      return new ArrivingFile(Files.createTempFile(folder, "upload-", ".part"), whenGone, outage);
    } catch (IOException e) {
      outage.failed(e.toString());
      throw new FileStoreAway("No temporary file can be made in " + folder, e);
    }
  }

  /** Deletes those that nothing was written to since a time: their process has died. */
  public int dropUntouchedSince(Instant time) {
    try {
      int dropped = 0;
      for (Path file : all()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
          Files.deleteIfExists(file);
          dropped++;
        }
      }
      return dropped;
    } catch (NoSuchFileException gone) {
      return 0; // an upload that has just ended; the next sweep looks again
    } catch (IOException e) {
      throw new FileStoreAway("The temporary files in " + folder + " cannot be swept", e);
    }
  }

  /** How many there are. */
  public int count() {
    try {
      return all().size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}

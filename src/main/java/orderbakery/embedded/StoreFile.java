package orderbakery.embedded;

import java.nio.file.Path;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the embedded store, and the rule by which it is used: one command at a time, and none
 * is answered before its changes, and all that it may have seen, are written.
 */
final class StoreFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreFile.class);
  private static final int CACHE_MEGABYTES = 64;
  // the store writes by itself at this size, so half a command is on disk only after a huge one
  private static final int UNWRITTEN_KILOBYTES = 64 * 1024;
  private static final int RETENTION_MILLIS = 2_000;
  private static final int COMPACTION_MILLIS = 1_000;
  private static final int WANTED_FILL_PERCENT = 50;
  private static final int COMPACTED_BYTES = 4 << 20;

  private final MVStore store;
  private final ReentrantLock commands = new ReentrantLock();
  private final ReentrantLock commits = new ReentrantLock();
  private final AtomicLong executed = new AtomicLong();
  private volatile long written;
  private final Timer housekeeping = new Timer("store-housekeeping", true);

  private StoreFile(MVStore store) {
    this.store = store;
  }

  /**
   * Opens or creates the file.
   *
   * @throws org.h2.mvstore.MVStoreException if it cannot be read or belongs to another process
   */
  static StoreFile open(Path path) {
    MVStore store =
        new MVStore.Builder()
            .fileName(path.toString())
            .autoCommitDisabled()
            .autoCommitBufferSize(UNWRITTEN_KILOBYTES)
            .cacheSize(CACHE_MEGABYTES)
            .open();
    store.setRetentionTime(RETENTION_MILLIS);
    StoreFile file = new StoreFile(store);
    file.compactEachSecond();
    return file;
  }

  /** The maps in the file; to be touched only within {@link #execute}, but for the start. */
  MVStore maps() {
    return store;
  }

  /**
   * Runs a command alone and returns once the file holds whatever it changed or saw, even when it
   * throws. Commands that wait at the same time share one write.
   */
  <T> T execute(Supplier<T> command) {
    try {
      return alone(command);
    } finally {
      awaitWritten(executed.get());
    }
  }

  private <T> T alone(Supplier<T> command) {
    commands.lock();
    try {
      return command.get();
    } finally {
      executed.incrementAndGet();
      commands.unlock();
    }
  }

  private void awaitWritten(long ticket) {
    if (written >= ticket) {
      return;
    }
    commits.lock();
    try {
      if (written < ticket) {
        written = write();
      }
    } finally {
      commits.unlock();
    }
  }

  private long write() {
    commands.lock();
    try {
      store.commit(); // does nothing when nothing changed
      return executed.get();
    } finally {
      commands.unlock();
    }
  }

  // without it the file only grows: each write leaves the pages that it replaces behind
  private void compactEachSecond() {
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            compact();
          }
        };
    housekeeping.schedule(task, COMPACTION_MILLIS, COMPACTION_MILLIS);
  }

  private void compact() {
    commands.lock();
    try {
      if (!store.isClosed()) {
        store.compact(WANTED_FILL_PERCENT, COMPACTED_BYTES);
      }
    } catch (RuntimeException e) {
      LOG.warn("the embedded store was not compacted, its file grows", e);
    } finally {
      commands.unlock();
    }
  }

  /** Writes what is left and closes the file. */
  @Override
  public void close() {
    housekeeping.cancel(); // never interrupts: that would close the file in the middle of a write
    commands.lock();
    try {
      store.close();
    } finally {
      commands.unlock();
    }
  }
}

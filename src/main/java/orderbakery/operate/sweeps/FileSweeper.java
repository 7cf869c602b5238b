package orderbakery.operate.sweeps;

import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import orderbakery.files.ArrivingFiles;
import orderbakery.files.FileKey;
import orderbakery.files.FilePage;
import orderbakery.files.FileQuery;
import orderbakery.files.KeptFile;
import orderbakery.log.EventStatus;
import orderbakery.log.Partitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the files of one component that are kept for nothing: the log says which. It looks at a
 * page each time.
 */
public final class FileSweeper {
  private static final Logger LOG = LoggerFactory.getLogger(FileSweeper.class);
  private static final int PAGE = 1000;

  /** Before that, a command may be on its way. */
  private static final Duration YOUNG = Duration.ofHours(1);

  /** For which the log must not have it, in the eyes of one process: a batch may be on its way. */
  private static final Duration MISSED = Duration.ofMinutes(10);

  private static final int MOST_MISSED = 100_000;

  private final String component;
  private final FileEvents events;
  private final SweepLedger ledger;
  private final ArrivingFiles arriving;
  private final Partitions partitions;
  private final IntPredicate isWriterIdle;
  private final Clock clock;
  private final Duration keep;
  private final Map<FileKey, Instant> missedSince = new ConcurrentHashMap<>();

  /**
   * @param isWriterIdle whether no command of a partition waits in the broker
   * @param keep how long a file is kept once it was taken away
   */
  public FileSweeper(
      String component,
      FileEvents events,
      SweepLedger ledger,
      ArrivingFiles arriving,
      Partitions partitions,
      IntPredicate isWriterIdle,
      Clock clock,
      Duration keep) {
    this.component = component;
    this.events = events;
    this.ledger = ledger;
    this.arriving = arriving;
    this.partitions = partitions;
    this.isWriterIdle = isWriterIdle;
    this.clock = clock;
    this.keep = keep;
  }

  /** Deletes what a crash has left of uploads. Each process sweeps before its own door. */
  public void dropLeftovers() {
    int dropped = arriving.dropUntouchedSince(clock.instant().minus(YOUNG));
    if (dropped > 0) {
      LOG.info("Deleted what was left of {} uploads", dropped);
    }
  }

  /** Whether this process does a sweep; of several, one does. */
  public boolean claims(String sweep, Date time) {
    return ledger.claim(sweep, time.toInstant());
  }

  /** The page where the last sweep has ended. */
  public FileQuery page() {
    String place = ledger.place(sweep());
    FileKey after = place == null ? null : FileKey.read(place).orElse(null);
    return new FileQuery(component, after, clock.instant().minus(YOUNG), PAGE);
  }

  /** Which files of a page are kept for nothing. */
  public FileVerdict judge(FilePage page) {
    Set<FileKey> files = page.files().stream().map(KeptFile::key).collect(toSet());
    if (files.isEmpty()) {
      return new FileVerdict(List.of(), page.next());
    }
    Set<FileKey> behindTheWriter =
        files.stream()
            .filter(it -> isWriterIdle.test(partitions.of(it.entityId())))
            .collect(toSet());
    Map<FileKey, EventStatus> attached = events.attached(files);
    Map<FileKey, Instant> removed = events.removed(files);
    Instant lastKept = clock.instant().minus(keep);
    return new FileVerdict(
        files.stream()
            .filter(
                it ->
                    isInVain(
                        it,
                        attached.get(it),
                        removed.getOrDefault(it, Instant.MAX).isBefore(lastKept),
                        behindTheWriter.contains(it)))
            .sorted()
            .toList(),
        page.next());
  }

  private boolean isInVain(
      FileKey file, EventStatus attached, boolean isRemoved, boolean isBehindTheWriter) {
    if (attached == null) {
      return isBehindTheWriter && isMissedForLong(file);
    }
    missedSince.remove(file);
    return attached == EventStatus.REJECTED || (attached == EventStatus.EXECUTED && isRemoved);
  }

  private boolean isMissedForLong(FileKey file) {
    if (missedSince.size() >= MOST_MISSED) {
      missedSince.clear();
    }
    Instant now = clock.instant();
    Instant since = missedSince.computeIfAbsent(file, it -> now);
    return !since.plus(MISSED).isAfter(now);
  }

  /** What was in vain is deleted. */
  public void done(FileVerdict verdict) {
    verdict.inVain().forEach(missedSince::remove);
    ledger.keepPlace(sweep(), verdict.next() == null ? null : verdict.next().toString());
    if (!verdict.inVain().isEmpty()) {
      LOG.info(
          "Deleted {} files that were kept for nothing; the first: {}",
          verdict.inVain().size(),
          verdict.inVain().get(0));
    }
  }

  private String sweep() {
    return component + "-files";
  }
}

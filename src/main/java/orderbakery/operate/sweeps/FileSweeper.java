package orderbakery.operate.sweeps;

import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import orderbakery.component.Plural;
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
 * page each time. Files that may belong to another log are left alone: that one may have been lost,
 * and this process given the wrong database.
 */
public final class FileSweeper {
  private static final Logger LOG = LoggerFactory.getLogger(FileSweeper.class);
  private static final int PAGE = 1000;

  /** Before that, a command may be on its way. */
  private static final Duration YOUNG = Duration.ofHours(1);

  /** Before that, the writer may hold the command of a file that the log does not name. */
  private static final Duration UNNAMED = Duration.ofDays(1);

  /** Of so many files, the log that they belong to names most. */
  private static final int MANY = 10;

  private final String component;
  private final FileEvents events;
  private final SweepLedger ledger;
  private final ArrivingFiles arriving;
  private final Partitions partitions;
  private final IntPredicate isWriterIdle;
  private final Clock clock;
  private final Duration keep;
  private int strangersOfThisRound;
  private volatile int strangers;

  /**
   * @param isWriterIdle whether no command of a partition waits in the broker, nor is dead there
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
      LOG.info("Deleted what was left of {}", Plural.of(dropped, "upload"));
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
      return new FileVerdict(List.of(), List.of(), page.next());
    }
    Set<FileKey> lost = lost(page);
    Map<FileKey, EventStatus> attached = events.attached(files);
    Set<FileKey> strange = strange(files, attached.keySet());
    lost.removeAll(strange);
    Map<FileKey, Instant> removed = events.removed(files);
    Instant lastKept = clock.instant().minus(keep);
    return new FileVerdict(
        page.files().stream()
            .filter(
                it ->
                    isInVain(
                        attached.get(it.key()),
                        removed.getOrDefault(it.key(), Instant.MAX).isBefore(lastKept),
                        lost.contains(it.key())))
            .sorted(Comparator.comparing(KeptFile::key))
            .toList(),
        strange.stream().sorted().toList(),
        page.next());
  }

  /**
   * Those that may belong to another log: this one misses most of the page, or knows nothing of
   * their entities.
   */
  private Set<FileKey> strange(Set<FileKey> files, Set<FileKey> named) {
    Set<FileKey> unnamed = new HashSet<>(files);
    unnamed.removeAll(named);
    boolean areMost = files.size() >= MANY && 2 * unnamed.size() > files.size();
    if (!areMost && !unnamed.isEmpty()) {
      Set<String> known = events.known(unnamed.stream().map(FileKey::entityId).collect(toSet()));
      unnamed.removeIf(it -> known.contains(it.entityId()));
    }
    return unnamed;
  }

  /**
   * Those whose command is lost unless the log has it, which is asked afterwards. Each queue is
   * asked once.
   */
  private Set<FileKey> lost(FilePage page) {
    Instant last = clock.instant().minus(UNNAMED);
    Map<Integer, Boolean> idle = new HashMap<>();
    return page.files().stream()
        .filter(it -> it.keptAt().isBefore(last))
        .map(KeptFile::key)
        .filter(it -> idle.computeIfAbsent(partitions.of(it.entityId()), isWriterIdle::test))
        .collect(toSet());
  }

  private static boolean isInVain(EventStatus attached, boolean isRemoved, boolean isLost) {
    return attached == null
        ? isLost
        : attached == EventStatus.REJECTED || (attached == EventStatus.EXECUTED && isRemoved);
  }

  /** What was in vain is deleted. */
  public void done(FileVerdict verdict) {
    ledger.keepPlace(sweep(), verdict.next() == null ? null : verdict.next().toString());
    if (!verdict.inVain().isEmpty()) {
      LOG.info(
          "Deleted {} kept for nothing; the first: {}",
          Plural.of(verdict.inVain().size(), "file"),
          verdict.inVain().get(0).key());
    }
    tell(verdict);
  }

  /** Once, until a whole round has met none. */
  private void tell(FileVerdict verdict) {
    if (!verdict.strange().isEmpty() && strangers == 0) {
      LOG.warn(
          "Files that no event names are left alone, {} on this page, the first: {}; is this the"
              + " log that they belong to?",
          verdict.strange().size(),
          verdict.strange().get(0));
    }
    strangersOfThisRound += verdict.strange().size();
    boolean isRound = verdict.next() == null;
    strangers = isRound ? strangersOfThisRound : Math.max(strangers, strangersOfThisRound);
    strangersOfThisRound = isRound ? 0 : strangersOfThisRound;
  }

  /** What is left alone, as this process has seen it last. */
  public OperatorTask leftAlone() {
    return new OperatorTask(
        "file",
        "of component " + component + " that no event of this log names, left alone",
        "bakery.source.database, and at docs/at-night.md",
        strangers);
  }

  private String sweep() {
    return component + "-files";
  }
}

package orderbakery.operate.sweeps;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import orderbakery.files.FileKey;
import orderbakery.files.FilePage;
import orderbakery.files.FileQuery;
import orderbakery.files.KeptFile;
import orderbakery.operate.sweeps.NamedFiles.Named;

/**
 * Finds the files of one component that a document names and the store does not hold, or holds with
 * another size. It compares a page each time, and changes nothing.
 */
public final class MissingFileSweeper {
  private static final int PAGE = 1000;
  private static final int MOST_KNOWN = 100_000;

  private final String component;
  private final NamedFiles named;
  private final FileEvents events;
  private final SweepLedger ledger;
  private final Clock clock;
  private final Duration restAfter;
  private final Map<FileKey, Instant> missingSince = new ConcurrentHashMap<>();

  /**
   * @param component whose files they are
   * @param restAfter after it was accepted, a file is no longer on its way
   */
  public MissingFileSweeper(
      String component,
      NamedFiles named,
      FileEvents events,
      SweepLedger ledger,
      Clock clock,
      Duration restAfter) {
    this.component = component;
    this.named = named;
    this.events = events;
    this.ledger = ledger;
    this.clock = clock;
    this.restAfter = restAfter;
  }

  /** Whether this process does a sweep; of several, one does. */
  public boolean claims(String sweep, Date time) {
    return ledger.claim(sweep, time.toInstant());
  }

  /** What documents name, from where the last sweep has ended. */
  public NamedFiles.Page named() {
    String place = ledger.place(name(component));
    return named.page(place == null ? null : FileKey.read(place).orElse(null));
  }

  /** Asks for what the store holds there, of any age. Bytes come first, so they are read last. */
  public FileQuery query(NamedFiles.Page names) {
    return new FileQuery(component, names.after(), Instant.MAX, PAGE);
  }

  /** Compares both as far as both reach; each file is new to a process once while it is missing. */
  public Finding judge(FilePage kept, NamedFiles.Page names) {
    FileKey end = earlier(names.next(), kept.next());
    List<Named> compared =
        names.files().stream().filter(it -> isBetween(names.after(), it.key(), end)).toList();
    Set<FileKey> missing = missing(kept, compared);
    missingSince
        .keySet()
        .removeIf(it -> isBetween(names.after(), it, end) && !missing.contains(it));
    if (missingSince.size() >= MOST_KNOWN) {
      missingSince.clear();
    }
    Instant now = clock.instant();
    long fresh = missing.stream().filter(it -> missingSince.putIfAbsent(it, now) == null).count();
    ledger.keepPlace(name(component), end == null ? null : end.toString());
    return Finding.of(
        name(component),
        missing.size(),
        fresh,
        missing.stream()
            .sorted()
            .map(it -> new Stray(it.toString(), 0, missingSince.get(it)))
            .toList());
  }

  /** A file may have been taken away, and swept, since its document was read: the log knows. */
  private Set<FileKey> missing(FilePage kept, List<Named> compared) {
    Map<FileKey, Long> sizes = kept.files().stream().collect(toMap(KeptFile::key, KeptFile::size));
    Instant before = clock.instant().minus(restAfter);
    Set<FileKey> suspects =
        compared.stream()
            .filter(it -> it.addedAt().isBefore(before))
            .filter(it -> sizes.getOrDefault(it.key(), -1L) != it.size())
            .map(Named::key)
            .collect(toSet());
    if (!suspects.isEmpty()) {
      suspects.removeAll(events.removed(suspects).keySet());
    }
    return suspects;
  }

  /** How many are missing as this process has seen it last. */
  public OperatorTask found() {
    return new OperatorTask(
        "file",
        "of component " + component + " that the store has lost",
        "the log, which names them, and at docs/at-night.md",
        missingSince.size());
  }

  /** The name of this sweep of one component. */
  static String name(String component) {
    return "missing-" + component + "-files";
  }

  private static boolean isBetween(FileKey after, FileKey key, FileKey end) {
    return (after == null || key.compareTo(after) > 0) && (end == null || key.compareTo(end) <= 0);
  }

  private static FileKey earlier(FileKey one, FileKey other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }
}

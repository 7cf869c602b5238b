package orderbakery.operate.sweeps;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import orderbakery.log.ScheduledCommand;
import orderbakery.operate.Justification;
import orderbakery.operate.OperatorCommands;

/**
 * Looks for what has gone astray of one component: one method a concern, called by one route each.
 */
public final class Sweeper {
  private static final Justification SWEEP =
      new Justification("order-bakery", "its presentation was missing or older");
  private static final int PIECE = 1000;
  private static final int MOST_PIECES = 100;

  private final String component;
  private final Strays strays;
  private final SweepLedger ledger;
  private final OperatorCommands commands;
  private final Clock clock;
  private final Duration lateAfter;
  private final Duration restAfter;
  private final int mostRepublished;
  private final Set<String> orphansKnown = ConcurrentHashMap.newKeySet();

  /**
   * @param component whose entities they are
   * @param lateAfter after which a pending event is late
   * @param restAfter after its last change, an entity is no longer on its way
   * @param mostRepublished entities in one sweep
   */
  public Sweeper(
      String component,
      Strays strays,
      SweepLedger ledger,
      OperatorCommands commands,
      Clock clock,
      Duration lateAfter,
      Duration restAfter,
      int mostRepublished) {
    this.component = component;
    this.strays = strays;
    this.ledger = ledger;
    this.commands = commands;
    this.clock = clock;
    this.lateAfter = lateAfter;
    this.restAfter = restAfter;
    this.mostRepublished = mostRepublished;
  }

  /** Whether this process does a sweep; of several, one does. */
  public boolean claims(String sweep, Date time) {
    return ledger.claim(sweep, time.toInstant());
  }

  /** Events that nobody executes; those are new that have become late since the last sweep. */
  public Finding lateEvents() {
    String sweep = lateEvents(component);
    Instant before = clock.instant().minus(lateAfter);
    String last = ledger.place(sweep);
    Instant counted = last == null ? Instant.EPOCH : Instant.parse(last);
    Finding found =
        Finding.of(
            sweep,
            strays.countLateEvents(Instant.EPOCH, before),
            strays.countLateEvents(counted, before),
            strays.lateEvents(before, Finding.SHOWN));
    ledger.keepPlace(sweep, before.toString());
    return found;
  }

  /**
   * Entities whose presentation is missing or older, and the commands that bake them again.
   *
   * @param time of the sweep: the same sweep makes the same commands
   */
  public Finding missingPresentations(Date time) {
    Instant before = clock.instant().minus(restAfter);
    List<Stray> found =
        sweep(
            missingPresentations(component),
            place -> strays.unpresented(place, PIECE, before),
            mostRepublished);
    List<ScheduledCommand> healing =
        found.stream().limit(mostRepublished).map(it -> republish(it, time)).toList();
    // the others are found again by a later sweep
    return new Finding(
        missingPresentations(component), found.size(), healing.size(), found, healing);
  }

  /** Presentations of entities that the source does not know; each is new to a process once. */
  public Finding orphanedPresentations() {
    String sweep = orphanedPresentations(component);
    List<Stray> found = sweep(sweep, place -> strays.orphans(place, PIECE), PIECE);
    long fresh = found.stream().filter(it -> orphansKnown.add(it.id())).count();
    return Finding.of(sweep, found.size(), fresh, found);
  }

  /** The names of the sweeps of one component. */
  static Stream<String> names(String component) {
    return Stream.of(
        lateEvents(component), missingPresentations(component), orphanedPresentations(component));
  }

  private static String lateEvents(String component) {
    return "late-" + component + "-events";
  }

  private static String missingPresentations(String component) {
    return "missing-" + component + "-presentations";
  }

  private static String orphanedPresentations(String component) {
    return "orphaned-" + component + "-presentations";
  }

  /** Goes on where the last one has ended, through so many pieces, until enough was found. */
  private List<Stray> sweep(String name, Function<String, Strays.Piece> look, int enough) {
    List<Stray> found = new ArrayList<>();
    String place = ledger.place(name);
    int pieces = 0;
    do {
      Strays.Piece piece = look.apply(place);
      found.addAll(piece.found());
      place = piece.next();
      pieces++;
    } while (place != null && pieces < MOST_PIECES && found.size() < enough);
    ledger.keepPlace(name, place);
    return found;
  }

  private ScheduledCommand republish(Stray stray, Date time) {
    String name = time.toInstant() + " " + stray.id() + " " + stray.version();
    String id = UuidCreator.getNameBasedSha1(name).toString();
    return commands.republish(component, id, stray.id(), SWEEP);
  }
}

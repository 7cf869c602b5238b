package orderbakery.api;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import orderbakery.component.Fact;
import orderbakery.component.Problem;
import orderbakery.log.EventStatus;

/** How a command has ended. */
public sealed interface Ending {
  /** The field of a presentation that no client sees. */
  String OWNER = "owner";

  /**
   * It took effect, and readers see it.
   *
   * @param version of the entity
   * @param document the public document
   * @param owner of the entity, or null
   */
  record Baked(
      long version,
      Map<String, Object> document,
      String owner,
      Instant executionTime,
      Set<String> concerned)
      implements Ending {

    /** Whether the entity is gone for readers. */
    boolean isDeleted() {
      return "DELETED".equals(document.get("status"));
    }

    @Override
    public Map<String, Object> bookkeeping() {
      return Map.of(
          "status",
          EventStatus.EXECUTED.name(),
          "entityVersion",
          version,
          "executionTime",
          Date.from(executionTime));
    }
  }

  /** A rule refused it. */
  record Refused(Problem problem, Instant executionTime, Set<String> concerned) implements Ending {

    @Override
    public Map<String, Object> bookkeeping() {
      return Map.of(
          "status", EventStatus.REJECTED.name(),
          "problem", problem.toDocument(),
          "executionTime", Date.from(executionTime));
    }
  }

  /** Nobody knows: it was not heard of in time. */
  record Unheard() implements Ending {

    @Override
    public Set<String> concerned() {
      return Set.of();
    }

    @Override
    public Map<String, Object> bookkeeping() {
      return Map.of();
    }
  }

  /** The principals who may know of it beside those who may read everything, as far as known. */
  Set<String> concerned();

  /** What the log will hold of it. */
  Map<String, Object> bookkeeping();

  /** Whether anybody knows it. */
  default boolean isHeard() {
    return !(this instanceof Unheard);
  }

  /** The event as it will be: the frame of an end may be faster than its bookkeeping. */
  default Map<String, Object> in(Map<String, Object> event) {
    if (!EventStatus.PENDING.isOf(event)) {
      return event;
    }
    Map<String, Object> ended = new HashMap<>(event);
    ended.putAll(bookkeeping());
    return ended;
  }

  /**
   * The end that a frame tells of.
   *
   * @param owner of the frame, or null
   */
  static Ending of(Fact frame, String owner) {
    Set<String> concerned = concerned(owner);
    return frame.isRejection()
        ? new Refused(frame.problem(), frame.time(), concerned)
        : new Baked(frame.version(), frame.data(), owner, frame.time(), concerned);
  }

  /**
   * The end that the store knows of.
   *
   * @param event of the command, as the log holds it
   * @param presentation the public document of the entity and its owner, null when there is none
   */
  static Optional<Ending> of(Map<String, Object> event, Map<String, Object> presentation) {
    String owner = presentation == null ? null : (String) presentation.get(OWNER);
    Set<String> concerned = concerned(owner, (String) event.get("principal"));
    if (EventStatus.REJECTED.isOf(event)) {
      return Optional.of(
          new Refused(Problem.fromDocument(problemIn(event)), timeIn(event), concerned));
    }
    return Optional.ofNullable(presentation)
        .filter(it -> EventStatus.EXECUTED.isOf(event))
        .filter(it -> longIn(it, "version") >= longIn(event, "entityVersion"))
        .map(
            it ->
                new Baked(
                    longIn(it, "version"), withoutOwner(it), owner, timeIn(event), concerned));
  }

  private static Set<String> concerned(String... principals) {
    return Stream.of(principals).filter(Objects::nonNull).collect(toSet());
  }

  private static Map<String, Object> withoutOwner(Map<String, Object> presentation) {
    Map<String, Object> shown = new LinkedHashMap<>(presentation);
    shown.remove(OWNER);
    return shown;
  }

  @SuppressWarnings("unchecked") // the store holds the members of a problem by name
  private static Map<String, Object> problemIn(Map<String, Object> event) {
    return (Map<String, Object>) event.get("problem");
  }

  private static long longIn(Map<String, Object> document, String key) {
    return ((Number) document.get(key)).longValue();
  }

  private static Instant timeIn(Map<String, Object> event) {
    return ((Date) event.get("executionTime")).toInstant();
  }
}

package orderbakery.operate.jobs;

import java.util.Locale;
import java.util.Map;
import orderbakery.operate.Answering;
import orderbakery.operate.Signature;
import orderbakery.operate.Unknown;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.lang.Nullable;

/** {@code /actuator/rebuild}: the presentation from the source, the source from the log. */
@Endpoint(id = "rebuild")
public final class RebuildEndpoint {
  private final JobDesks desks;
  private final Signature signature;

  public RebuildEndpoint(JobDesks desks, Signature signature) {
    this.signature = signature;
    this.desks = desks;
  }

  /** The last rebuild of each kind, with its progress. */
  @ReadOperation
  public WebEndpointResponse<Object> show() {
    return Answering.with(
        () -> Map.of("rebuilds", desks.jobs(Job.Kind.PRESENTATION, Job.Kind.SOURCE)));
  }

  /**
   * Begins a rebuild.
   *
   * @param what {@code presentation} or {@code source}
   * @param component {@code order}; none for all
   * @param from the first entity, none for all
   * @param to the last entity; the same as the first for one
   * @param eventsPerSecond of the log that are passed at most; none for as many as the setting says
   */
  @WriteOperation
  public WebEndpointResponse<Object> begin(
      @Selector String what,
      @Nullable String component,
      @Nullable String from,
      @Nullable String to,
      @Nullable Integer eventsPerSecond,
      @Nullable String by,
      @Nullable String reason) {
    return Answering.accepted(
        () ->
            desks.begin(
                component, kind(what), from, to, true, eventsPerSecond, signature.of(by, reason)));
  }

  /** Ends a rebuild where it is. */
  @DeleteOperation
  public WebEndpointResponse<Object> cancel(@Selector String what, @Nullable String component) {
    return Answering.with(() -> desks.cancel(component, kind(what)));
  }

  private static Job.Kind kind(String what) {
    return switch (what.toLowerCase(Locale.ROOT)) {
      case "presentation" -> Job.Kind.PRESENTATION;
      case "source" -> Job.Kind.SOURCE;
      default ->
          throw new Unknown("There is no rebuild of " + what + ", but of presentation and source");
    };
  }
}

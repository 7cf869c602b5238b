package orderbakery.operate.jobs;

import java.util.LinkedHashMap;
import java.util.Map;
import orderbakery.operate.Answering;
import orderbakery.operate.Signature;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.lang.Nullable;

/** {@code /actuator/reconcile}: whether log, source and presentation say the same. */
@Endpoint(id = "reconcile")
public final class ReconcileEndpoint {
  private final JobDesks desks;
  private final Signature signature;

  public ReconcileEndpoint(JobDesks desks, Signature signature) {
    this.signature = signature;
    this.desks = desks;
  }

  /**
   * The last reports, of all that was asked for and of the hourly sample: progress, and the
   * differences field by field, the first 1000.
   */
  @ReadOperation
  public WebEndpointResponse<Object> report() {
    return Answering.with(
        () -> {
          Map<String, Object> report = new LinkedHashMap<>();
          report.put("reconciliations", desks.jobs(Job.Kind.RECONCILE, Job.Kind.SAMPLE));
          report.put("differences", desks.differences(Job.Kind.RECONCILE));
          report.put("differencesOfSample", desks.differences(Job.Kind.SAMPLE));
          return report;
        });
  }

  /**
   * Begins to compare.
   *
   * @param component {@code order}; none for all
   * @param from the first entity, none for all
   * @param to the last entity; the same as the first for one
   * @param heal true to put right what is found wrong
   * @param eventsPerSecond of the log that are passed at most; none for as many as the setting says
   */
  @WriteOperation
  public WebEndpointResponse<Object> begin(
      @Nullable String component,
      @Nullable String from,
      @Nullable String to,
      @Nullable Boolean heal,
      @Nullable Integer eventsPerSecond,
      @Nullable String by,
      @Nullable String reason) {
    return Answering.accepted(
        () ->
            desks.begin(
                component,
                Job.Kind.RECONCILE,
                from,
                to,
                Boolean.TRUE.equals(heal),
                eventsPerSecond,
                signature.of(by, reason)));
  }

  /** Ends it where it is. */
  @DeleteOperation
  public WebEndpointResponse<Object> cancel(@Nullable String component) {
    return Answering.with(() -> desks.cancel(component, Job.Kind.RECONCILE));
  }
}

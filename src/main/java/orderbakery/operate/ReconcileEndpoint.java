package orderbakery.operate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.lang.Nullable;

/** {@code /actuator/reconcile}: whether log, source and presentation say the same. */
@Endpoint(id = "reconcile")
public final class ReconcileEndpoint {
  private final JobDesk desk;

  public ReconcileEndpoint(JobDesk desk) {
    this.desk = desk;
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
          report.put("reconciliations", desk.jobs(Job.Kind.RECONCILE, Job.Kind.SAMPLE));
          report.put("differences", desk.differences(Job.Kind.RECONCILE));
          report.put("differencesOfSample", desk.differences(Job.Kind.SAMPLE));
          return report;
        });
  }

  /**
   * Begins to compare.
   *
   * @param from the first entity, none for all
   * @param to the last entity; the same as the first for one
   * @param heal true to put right what is found wrong
   */
  @WriteOperation
  public WebEndpointResponse<Object> begin(
      @Nullable String from,
      @Nullable String to,
      @Nullable Boolean heal,
      @Nullable String by,
      @Nullable String reason) {
    return Answering.accepted(
        () ->
            desk.begin(
                Job.Kind.RECONCILE,
                from,
                to,
                Boolean.TRUE.equals(heal),
                new Justification(by, reason)));
  }

  /** Ends it where it is. */
  @DeleteOperation
  public WebEndpointResponse<Object> cancel() {
    return Answering.with(() -> desk.cancel(Job.Kind.RECONCILE));
  }
}

package orderbakery.operate.parked;

import orderbakery.component.Ids;
import orderbakery.log.EventLog;
import orderbakery.operate.Answering;
import orderbakery.operate.Justification;
import orderbakery.operate.OperatorCommands;
import orderbakery.operate.Signature;
import orderbakery.operate.Unknown;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.lang.Nullable;

/**
 * {@code /actuator/republish/{id}}: tells the newest change of an entity once more, to be baked.
 */
@Endpoint(id = "republish")
public final class RepublishEndpoint {
  private final EventLog log;
  private final OperatorCommands commands;
  private final Interventions interventions;
  private final Signature signature;

  public RepublishEndpoint(
      EventLog log, OperatorCommands commands, Interventions interventions, Signature signature) {
    this.signature = signature;
    this.log = log;
    this.commands = commands;
    this.interventions = interventions;
  }

  /** 404 when there was never such an entity; the receipt tells the rest. */
  @WriteOperation
  public WebEndpointResponse<Object> republish(
      @Selector String id, @Nullable String by, @Nullable String reason) {
    return Answering.accepted(
        () -> {
          Justification why = signature.of(by, reason);
          String entity = Ids.read(id).orElseThrow(() -> unknown(id));
          String component = log.componentOf(entity).orElseThrow(() -> unknown(id));
          return interventions.send(commands.republish(component, entity, why));
        });
  }

  private static Unknown unknown(String id) {
    return new Unknown("The log has no event of an entity " + id);
  }
}

package orderbakery.operate;

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
  private final OperatorCommands commands;
  private final Interventions interventions;

  public RepublishEndpoint(OperatorCommands commands, Interventions interventions) {
    this.commands = commands;
    this.interventions = interventions;
  }

  /** The receipt tells whether there was such an entity. */
  @WriteOperation
  public WebEndpointResponse<Object> republish(
      @Selector String id, @Nullable String by, @Nullable String reason) {
    return Answering.accepted(
        () -> interventions.send(commands.republish(id, new Justification(by, reason))));
  }
}

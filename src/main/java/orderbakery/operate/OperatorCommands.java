package orderbakery.operate;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import orderbakery.execute.Intervention;
import orderbakery.log.ScheduledCommand;
import orderbakery.log.Sha256;

/**
 * Makes the commands of operators. They go the way of every command: room, writer, log, manager.
 */
public final class OperatorCommands {
  private final Clock clock;
  private final Supplier<String> ids;
  private final String process;

  /**
   * Commands on the entities of any component.
   *
   * @param ids makes command ids
   * @param process that accepts the commands
   */
  public OperatorCommands(Clock clock, Supplier<String> ids, String process) {
    this.clock = clock;
    this.ids = ids;
    this.process = process;
  }

  /** Decides a parked command of an entity again. */
  public ScheduledCommand retry(
      String component, String entityId, String commandId, Justification why) {
    return make(component, ids.get(), entityId, Intervention.RETRY, commandId, why);
  }

  /** Rejects a parked command of an entity. */
  public ScheduledCommand skip(
      String component, String entityId, String commandId, Justification why) {
    return make(component, ids.get(), entityId, Intervention.SKIP, commandId, why);
  }

  /** Tells the newest change of an entity once more. */
  public ScheduledCommand republish(String component, String entityId, Justification why) {
    return republish(component, ids.get(), entityId, why);
  }

  /**
   * Tells the newest change of an entity once more.
   *
   * @param id of the command: the log takes it once
   */
  public ScheduledCommand republish(
      String component, String id, String entityId, Justification why) {
    return make(component, id, entityId, Intervention.REPUBLISH, null, why);
  }

  private ScheduledCommand make(
      String component,
      String id,
      String entityId,
      Intervention intervention,
      String target,
      Justification why) {
    Map<String, Object> payload = new LinkedHashMap<>();
    if (target != null) {
      payload.put("command", target);
    }
    payload.put("reason", why.reason());
    return new ScheduledCommand(
        id,
        entityId,
        component,
        intervention.operation(),
        payload,
        null,
        clock.instant(),
        process,
        why.by(),
        true,
        digest(intervention, entityId, payload),
        null);
  }

  private static String digest(Intervention intervention, String entityId, Object payload) {
    return Sha256.of(String.join(" ", intervention.operation(), entityId, payload.toString()));
  }
}

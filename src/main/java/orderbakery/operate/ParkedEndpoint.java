package orderbakery.operate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import orderbakery.execute.Intervention;
import orderbakery.log.ScheduledCommand;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.lang.Nullable;

/**
 * {@code /actuator/parked}: commands whose decision has failed. What an operator does about them is
 * a command, too: it is durable once this has answered, and takes effect in its turn.
 */
@Endpoint(id = "parked")
public final class ParkedEndpoint {
  private static final int LISTED = 100;
  private static final int MOST_AT_ONCE = 100_000;

  private final ParkedCommands parked;
  private final OperatorCommands commands;
  private final Interventions interventions;

  public ParkedEndpoint(
      ParkedCommands parked, OperatorCommands commands, Interventions interventions) {
    this.parked = parked;
    this.commands = commands;
    this.interventions = interventions;
  }

  /**
   * The first 100, without payload and stack.
   *
   * @param kind the class of the exception; none for any
   */
  @ReadOperation
  public Map<String, Object> list(@Nullable String kind) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("total", parked.count());
    answer.put("parked", parked.list(kind, LISTED));
    return answer;
  }

  /** One, with payload, stack and all that waits behind it; 404 when it is not parked. */
  @ReadOperation
  public WebEndpointResponse<Object> show(@Selector String command) {
    return parked
        .find(command)
        .<WebEndpointResponse<Object>>map(WebEndpointResponse::new)
        .orElseGet(() -> unknown(command));
  }

  /**
   * Retries or skips one; 404 when it is not parked.
   *
   * @param action {@code retry} or {@code skip}
   */
  @WriteOperation
  public WebEndpointResponse<Object> release(
      @Selector String command, String action, @Nullable String by, @Nullable String reason) {
    Function<ParkedCommands.Name, ScheduledCommand> release = releaseBy(action, by, reason);
    Optional<ParkedCommand> found = parked.find(command);
    if (found.isEmpty()) {
      return unknown(command);
    }
    ScheduledCommand sent = release.apply(new ParkedCommands.Name(command, found.get().entityId()));
    interventions.send(List.of(sent));
    return new WebEndpointResponse<>(Map.of("receipt", "/command/" + sent.id()), 202);
  }

  /**
   * Retries or skips all of a kind.
   *
   * @param action {@code retry} or {@code skip}
   * @param kind the class of the exception
   * @param dryRun false to do it; else it is only said what would be done
   */
  @WriteOperation
  public Map<String, Object> releaseAll(
      String action,
      String kind,
      @Nullable String by,
      @Nullable String reason,
      @Nullable Boolean dryRun) {
    Function<ParkedCommands.Name, ScheduledCommand> release = releaseBy(action, by, reason);
    List<ParkedCommands.Name> named = parked.named(kind, MOST_AT_ONCE);
    boolean isDry = !Boolean.FALSE.equals(dryRun);
    if (!isDry) {
      interventions.send(named.stream().map(release).toList());
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("action", action);
    answer.put("kind", kind);
    answer.put("dryRun", isDry);
    answer.put("count", named.size());
    answer.put("first", named.stream().limit(LISTED).toList());
    return answer;
  }

  private Function<ParkedCommands.Name, ScheduledCommand> releaseBy(
      String action, String by, String reason) {
    Justification why = Requests.justification(by, reason);
    return switch (Intervention.of(action).orElse(Intervention.REPUBLISH)) {
      case RETRY -> name -> commands.retry(name.entityId(), name.command(), why);
      case SKIP -> name -> commands.skip(name.entityId(), name.command(), why);
      case REPUBLISH ->
          throw new InvalidEndpointRequestException(
              "action is " + action, "'action' must be retry or skip");
    };
  }

  private static WebEndpointResponse<Object> unknown(String command) {
    return Requests.notFound("Command " + command + " is not parked");
  }
}

package orderbakery.operate.parked;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import orderbakery.component.Ids;
import orderbakery.log.ScheduledCommand;
import orderbakery.operate.Answering;
import orderbakery.operate.Justification;
import orderbakery.operate.OperatorCommands;
import orderbakery.operate.Signature;
import orderbakery.operate.Unknown;
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

  private final List<ParkedCommands> parked;
  private final OperatorCommands commands;
  private final Interventions interventions;
  private final Signature signature;

  public ParkedEndpoint(
      List<ParkedCommands> parked,
      OperatorCommands commands,
      Interventions interventions,
      Signature signature) {
    this.signature = signature;
    this.parked = List.copyOf(parked);
    this.commands = commands;
    this.interventions = interventions;
  }

  /**
   * The first 100, without payload and stack.
   *
   * @param kind the class of the exception; none for any
   */
  @ReadOperation
  public WebEndpointResponse<Object> list(@Nullable String kind) {
    return Answering.with(() -> listed(kind));
  }

  private Map<String, Object> listed(String kind) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("total", parked.stream().mapToLong(ParkedCommands::count).sum());
    answer.put(
        "parked",
        parked.stream().flatMap(it -> it.list(kind, LISTED).stream()).limit(LISTED).toList());
    return answer;
  }

  /** One, with payload, stack and all that waits behind it; 404 when it is not parked. */
  @ReadOperation
  public WebEndpointResponse<Object> show(@Selector String command) {
    return Answering.with(() -> find(command));
  }

  /**
   * Retries or skips one; 404 when it is not parked.
   *
   * @param action {@code retry} or {@code skip}
   */
  @WriteOperation
  public WebEndpointResponse<Object> release(
      @Selector String command,
      @Nullable String action,
      @Nullable String by,
      @Nullable String reason) {
    return Answering.accepted(
        () -> interventions.send(releaseBy(action, by, reason).apply(nameOf(find(command)))));
  }

  /**
   * Retries or skips all of a kind.
   *
   * @param action {@code retry} or {@code skip}
   * @param kind the class of the exception
   * @param dryRun false to do it; else it is only said what would be done
   */
  @WriteOperation
  public WebEndpointResponse<Object> releaseAll(
      @Nullable String action,
      @Nullable String kind,
      @Nullable String by,
      @Nullable String reason,
      @Nullable Boolean dryRun) {
    return Answering.with(
        () -> releaseAll(action, kind, releaseBy(action, by, reason), dryRun == null || dryRun));
  }

  private Map<String, Object> releaseAll(
      String action,
      String kind,
      Function<ParkedCommands.Name, ScheduledCommand> release,
      boolean dryRun) {
    if (kind == null) {
      throw new IllegalArgumentException("'kind' must be the class of an exception");
    }
    List<ParkedCommands.Name> named =
        parked.stream()
            .flatMap(it -> it.named(kind, MOST_AT_ONCE).stream())
            .limit(MOST_AT_ONCE)
            .toList();
    if (!dryRun) {
      interventions.sendAll(named.stream().map(release).toList());
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("action", action);
    answer.put("kind", kind);
    answer.put("dryRun", dryRun);
    answer.put("count", named.size());
    answer.put("first", named.stream().limit(LISTED).toList());
    return answer;
  }

  private Function<ParkedCommands.Name, ScheduledCommand> releaseBy(
      String action, String by, String reason) {
    Justification why = signature.of(by, reason);
    if ("retry".equals(action)) {
      return name -> commands.retry(name.component(), name.entityId(), name.command(), why);
    }
    if ("skip".equals(action)) {
      return name -> commands.skip(name.component(), name.entityId(), name.command(), why);
    }
    throw new IllegalArgumentException("'action' must be retry or skip");
  }

  private static ParkedCommands.Name nameOf(ParkedCommand command) {
    return new ParkedCommands.Name(command.component(), command.command(), command.entityId());
  }

  private ParkedCommand find(String command) {
    return Ids.read(command).stream()
        .flatMap(id -> parked.stream().flatMap(it -> it.find(id).stream()))
        .findFirst()
        .orElseThrow(() -> new Unknown("Command " + command + " is not parked"));
  }
}

package orderbakery.related;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import orderbakery.component.Following;
import orderbakery.execute.Entity;
import orderbakery.log.ScheduledCommand;
import orderbakery.log.Sha256;

/**
 * Makes the commands by which entities follow.
 *
 * <p>The id of a command is made of what it is about: the same version of a leader told to the same
 * version of a follower is the same command, which the log takes once, however often it is sent. A
 * follower that has changed since may be asked again.
 */
public final class FollowCommands {
  private static final String PRINCIPAL = "related-changes";
  private static final UUID COMMANDS = UUID.fromString("0b5c9a4e-7d57-5a0c-8a35-2f6f0d3f9e21");

  private final Clock clock;
  private final String process;

  /**
   * @param process that accepts the commands
   */
  public FollowCommands(Clock clock, String process) {
    this.clock = clock;
    this.process = process;
  }

  /** What a follower must be told of a leader, if anything. */
  Optional<ScheduledCommand> due(Relation relation, Entity follower, Entity leader) {
    return relation
        .rules()
        .due(follower.state(), leader.id(), leader.version(), leader.state())
        .map(payload -> command(relation, follower, leader, payload));
  }

  private ScheduledCommand command(
      Relation relation, Entity follower, Entity leader, Map<String, Object> payload) {
    String about =
        String.join(
            "\n",
            relation.leader(),
            leader.id(),
            String.valueOf(leader.version()),
            relation.follower(),
            follower.id(),
            String.valueOf(follower.version()));
    return new ScheduledCommand(
        UuidCreator.getNameBasedSha1(COMMANDS, about).toString(),
        follower.id(),
        relation.follower(),
        Following.OPERATION,
        payload,
        null,
        clock.instant(),
        process,
        PRINCIPAL,
        true,
        Sha256.of(about),
        null);
  }
}

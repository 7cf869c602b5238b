package orderbakery.operate.jobs;

import java.util.List;
import orderbakery.broker.RoomMessage;

/**
 * What a task has come to.
 *
 * @param facts to be baked again
 * @param commands to be sent to the log
 * @param later entities that were in motion
 * @param changed how many entities were put right, or are on their way to it
 */
public record Effect(
    Task task,
    List<RoomMessage> facts,
    List<RoomMessage> commands,
    List<Difference> differences,
    List<String> later,
    int changed) {

  public Effect {
    facts = List.copyOf(facts);
    commands = List.copyOf(commands);
    differences = List.copyOf(differences);
    later = List.copyOf(later);
  }
}

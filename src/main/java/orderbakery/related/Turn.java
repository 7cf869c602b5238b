package orderbakery.related;

import java.util.List;
import orderbakery.broker.RoomMessage;

/**
 * What is done of the follow-ups at one time.
 *
 * @param commands to be sent to the log before the steps are kept
 */
public record Turn(List<Step> steps, List<RoomMessage> commands) {

  /**
   * A page of one follow-up.
   *
   * @param before as it was read
   * @param after as it is when the page is told
   * @param isLast whether it is through then
   */
  record Step(FollowUp before, FollowUp after, boolean isLast) {}

  public Turn {
    steps = List.copyOf(steps);
    commands = List.copyOf(commands);
  }
}

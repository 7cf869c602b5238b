package orderbakery.bake;

import java.util.List;
import orderbakery.broker.RoomMessage;

/**
 * What one batch of facts comes to, to be carried out in this order.
 *
 * @param writes the newest of each entity, in order of sequence
 * @param frames one per fact that no client has seen a newer version of
 */
public record Baking(List<PresentationWrite> writes, List<RoomMessage> frames) {

  public Baking {
    writes = List.copyOf(writes);
    frames = List.copyOf(frames);
  }
}

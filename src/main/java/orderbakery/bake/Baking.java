package orderbakery.bake;

import java.util.List;
import java.util.Map;
import orderbakery.broker.RoomMessage;

/**
 * What one batch of facts comes to, to be carried out in this order.
 *
 * @param writes the newest of each entity, in order of sequence
 * @param frames one per fact that no client has seen a newer version of
 * @param shown what each of the frames shows
 */
public record Baking(
    List<PresentationWrite> writes, List<RoomMessage> frames, List<Map<String, Object>> shown) {

  public Baking {
    writes = List.copyOf(writes);
    frames = List.copyOf(frames);
    shown = List.copyOf(shown);
  }
}

package orderbakery.bake;

import java.util.Map;
import orderbakery.log.Position;

/**
 * An entity as clients may see it.
 *
 * @param version of the entity, from 1
 * @param position of the event that made this version
 * @param document the public document, ready to send
 */
public record Presentation(
    String id, long version, Position position, boolean deleted, Map<String, Object> document) {}

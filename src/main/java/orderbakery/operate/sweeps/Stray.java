package orderbakery.operate.sweeps;

import java.time.Instant;

/**
 * Something that has gone astray.
 *
 * @param id of a command or an entity
 * @param version of the entity, 0 where that says nothing
 * @param since when it has been so, at least
 */
public record Stray(String id, long version, Instant since) {}

package orderbakery.files;

import java.time.Instant;

/**
 * A file in a store.
 *
 * @param size in bytes
 * @param keptAt when the store got it
 */
public record KeptFile(FileKey key, long size, Instant keptAt) {}

package orderbakery.api;

import java.util.Map;

/**
 * A page that was asked for.
 *
 * @param documents as the store has them, read when they are written
 */
record FoundPage<P>(P page, Iterable<? extends Map<String, Object>> documents) {}

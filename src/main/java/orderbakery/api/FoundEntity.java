package orderbakery.api;

import java.util.Map;

/**
 * An entity that was asked for.
 *
 * @param isKnown whether the client has this version already
 */
record FoundEntity(Map<String, Object> document, String entityTag, boolean isKnown) {}

package orderbakery.api;

import orderbakery.log.PlatformEvent;

/**
 * A version of an entity and the event that made it.
 *
 * @param version from 1
 */
public record MadeVersion(long version, PlatformEvent event) {}

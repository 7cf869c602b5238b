package orderbakery.feed;

import java.util.function.Predicate;

/**
 * A frame for one client.
 *
 * @param release true: live frames follow it
 * @param filter what live frames the client hears from now on
 */
public record Reply(String text, boolean release, Predicate<Object> filter) {}

package orderbakery.config;

/**
 * The names of a component.
 *
 * @param name in events and routing keys: {@code order}
 * @param plural of its collections and queues: {@code orders}
 */
record ComponentNames(String name, String plural) {}

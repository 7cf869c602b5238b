package orderbakery.order;

/**
 * Who ordered.
 *
 * @param email may be null
 */
record Customer(String name, String email) {}

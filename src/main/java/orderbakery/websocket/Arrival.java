package orderbakery.websocket;

/**
 * Who has connected.
 *
 * @param key of the connection
 * @param address that the handshake came from
 * @param query undecoded query string of the handshake, or null
 */
record Arrival(String key, String address, String query) {}

package orderbakery.websocket;

/**
 * Who has connected.
 *
 * @param key of the connection
 * @param address that the handshake came from
 * @param query undecoded query string of the handshake, or null
 * @param grant what it has connected with
 */
record Arrival(String key, String address, String query, Authorizer.Grant grant) {}

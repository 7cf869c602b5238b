package orderbakery.websocket;

/**
 * How an open path receives new peers.
 *
 * @param settings their limits
 * @param host who greets them
 * @param events the threads that the host hears on
 */
record Reception(HubSettings settings, PeerListener host, Crew events) {

  /** True if a peer waits to be greeted; without a host it is live at once. */
  boolean greets() {
    return host != PeerListener.NOBODY;
  }
}

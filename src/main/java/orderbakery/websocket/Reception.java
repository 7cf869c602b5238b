package orderbakery.websocket;

/** How an open path receives new peers: under which limits, and who greets them. */
record Reception(HubSettings settings, PeerListener host) {

  /** True if a peer waits to be greeted; without a host it is live at once. */
  boolean greets() {
    return host != PeerListener.NOBODY;
  }
}

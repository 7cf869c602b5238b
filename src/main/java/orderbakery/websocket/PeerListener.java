package orderbakery.websocket;

/**
 * Hears of the connections of one path; for each key opened, then received and drained, then closed
 * once.
 */
interface PeerListener {

  void opened(Arrival arrival);

  void received(String key, String text);

  /** All that was sent to it has left, and it has not been released. */
  void drained(String key);

  void closed(String key);

  /** Listens to nothing. */
  PeerListener NOBODY =
      new PeerListener() {
        @Override
        public void opened(Arrival arrival) {}

        @Override
        public void received(String key, String text) {}

        @Override
        public void drained(String key) {}

        @Override
        public void closed(String key) {}
      };
}

package orderbakery.websocket;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.socket.CloseStatus;

/**
 * All connections of one path.
 *
 * <p>A path is opened by its consumer, whose route greets each peer; only a path that never had a
 * consumer is opened by its producers, and its peers are live at once.
 */
final class Hub {

  private static final Duration AUTHORIZATION_CHECK = Duration.ofSeconds(1);

  private final String path;
  private final HubThreads threads;
  private final Figures figures = new Figures();
  private final ConnectionCounts connectionCounts = new ConnectionCounts();
  private final Map<String, Peer> peers = new ConcurrentHashMap<>();
  // longer than the peers: the host may not have heard yet that one has left
  private final Set<Reporter> reporting = ConcurrentHashMap.newKeySet();
  private boolean hosted;
  private Upkeep upkeep;
  private volatile Reception reception;
  private volatile HttpRequestHandler handshake;

  Hub(String path, HubThreads threads) {
    this.path = path;
    this.threads = threads;
  }

  /**
   * Opens the path for a consumer; peers from before it, whom nobody greeted, are sent away.
   *
   * @throws IllegalStateException the path has a consumer already
   */
  synchronized void host(HubSettings settings, PeerListener host) {
    Reception before = reception;
    if (before != null && before.greets()) {
      throw new IllegalStateException(path + " has a websocket consumer already, it can have one");
    }
    close();
    hosted = true;
    open(settings, host);
  }

  /** Closes the path if this is its host. */
  synchronized void unhost(PeerListener host) {
    if (reception != null && reception.host() == host) {
      close();
    }
  }

  /** Opens the path for producers alone, unless a consumer has or had it. */
  synchronized void openUnhosted(HubSettings settings) {
    if (!hosted && reception == null) {
      open(settings, PeerListener.NOBODY);
    }
  }

  private void open(HubSettings settings, PeerListener host) {
    Reception opened =
        new Reception(settings, host, threads.forEvents(path, settings.eventThreads()));
    upkeep = new Upkeep(peers.values(), threads.timer());
    if (opened.greets()) {
      Duration greetTimeout = settings.greetTimeout();
      upkeep.every(greetTimeout.dividedBy(4), peer -> peer.closeUngreeted(greetTimeout));
    }
    if (!settings.pingInterval().isZero()) {
      upkeep.every(settings.pingInterval(), Peer::beat);
    }
    if (settings.authorizer() != null) {
      upkeep.every(AUTHORIZATION_CHECK, Peer::closeIfOver);
    }
    reception = opened;
    handshake =
        Handshake.to(
            new Sessions(this, opened), settings, new Admission(connectionCounts, settings));
  }

  /** Lets nobody in, closes all peers with 1001 and waits a while until the host has heard it. */
  synchronized void close() {
    Reception closing = reception;
    if (closing == null) {
      return;
    }
    handshake = null;
    reception = null;
    upkeep.close();
    peers.values().forEach(peer -> peer.close(Peer.GOING_AWAY));
    Reporter.awaitEnds(reporting.stream(), closing.settings().sendTimeout());
    closing.events().close();
  }

  /** What answers an upgrade request, or null while the path is closed. */
  HttpRequestHandler handshake() {
    return handshake;
  }

  /** A new connection, by a handshake that began under this reception. */
  void enter(Arrival arrival, Wire wire, Reception by) {
    HubSettings settings = by.settings();
    Outbox outbox = new Outbox(settings.sendBufferLimit(), !by.greets());
    Reporter reporter = new Reporter(arrival, by.host(), by.events());
    reporting.add(reporter);
    connectionCounts.entered(arrival.address());
    reporter.whenEnded(() -> reporting.remove(reporter));
    reporter.whenEnded(() -> connectionCounts.left(arrival.address()));
    Peer peer =
        new Peer(
            arrival.grant(),
            wire,
            outbox,
            reporter,
            settings.messageRate(),
            threads.control(),
            figures);
    peers.put(arrival.key(), peer);
    if (by.equals(reception)) {
      peer.opened();
    } else {
      peer.close(Peer.GOING_AWAY);
    }
  }

  void received(String key, String text) {
    with(key, peer -> peer.received(text));
  }

  void answered(String key) {
    with(key, Peer::pong);
  }

  void dismiss(String key, CloseStatus status) {
    with(key, peer -> peer.close(status));
  }

  /** The connection has ended. */
  void leave(String key) {
    Peer peer = peers.remove(key);
    if (peer != null) {
      peer.ended();
    }
  }

  /** How an open path receives, or null while it is closed. */
  Reception reception() {
    return reception;
  }

  /** From now on this peer hears only broadcasts about what passes this. */
  void filter(String key, Predicate<Object> wanted) {
    with(key, peer -> peer.filter(wanted));
  }

  /** From now on broadcasts are held back for this peer, until it is released. */
  void hold(String key) {
    with(key, Peer::hold);
  }

  /** To one peer, at once; if it has left meanwhile, to nobody. */
  void send(String key, Frame frame) {
    requireFit(frame);
    with(key, peer -> peer.direct(frame));
  }

  /** To one peer, and after it all that was held back for it. */
  void release(String key, Frame frame) {
    requireFit(frame);
    with(key, peer -> peer.release(frame));
  }

  /** To all peers; one that has not been released gets it later. */
  void broadcast(Frame frame) {
    requireFit(frame);
    peers.values().forEach(peer -> peer.broadcast(frame));
  }

  /** Else one frame would close every peer. */
  private void requireFit(Frame frame) {
    Reception current = reception;
    if (current != null && frame.size() > current.settings().sendBufferLimit()) {
      throw new IllegalArgumentException(
          "A frame of %s bytes is over the sendBufferLimit of %s, %s bytes"
              .formatted(frame.size(), path, current.settings().sendBufferLimit()));
    }
  }

  private void with(String key, Consumer<Peer> action) {
    Peer peer = peers.get(key);
    if (peer != null) {
      action.accept(peer);
    }
  }

  int connections() {
    return peers.size();
  }

  long queuedBytes() {
    return peers.values().stream().mapToLong(Peer::queuedBytes).sum();
  }

  Figures figures() {
    return figures;
  }
}

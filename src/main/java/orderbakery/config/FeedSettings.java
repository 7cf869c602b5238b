package orderbakery.config;

import static orderbakery.config.InvalidSettings.require;

import java.time.Duration;

/**
 * The bounds of the websocket.
 *
 * @param connections clients at once
 * @param connectionsPerAddress clients at once from one address
 * @param messagesPerSecond of one client
 * @param sendBufferBytes that may wait for one client
 * @param sendTimeout how long one frame may take to a client
 * @param heartbeat between two pings
 * @param openTickets of one principal that were not used yet
 * @param threads greet, catch up and answer clients, as many at a time
 */
record FeedSettings(
    int connections,
    int connectionsPerAddress,
    int messagesPerSecond,
    int sendBufferBytes,
    Duration sendTimeout,
    Duration heartbeat,
    int openTickets,
    int threads) {
  FeedSettings {
    require(connections >= 1, "bakery.feed.connections must be 1 or more, not " + connections);
    require(
        connectionsPerAddress >= 1,
        "bakery.feed.connections-per-address must be 1 or more, not " + connectionsPerAddress);
    require(
        messagesPerSecond >= 1,
        "bakery.feed.messages-per-second must be 1 or more, not " + messagesPerSecond);
    require(
        sendBufferBytes >= 512 * 1024 && sendBufferBytes <= 64 * 1024 * 1024,
        "bakery.feed.send-buffer-bytes must be 524288 to 67108864, not " + sendBufferBytes);
    require(
        sendTimeout.toMillis() >= 100,
        "bakery.feed.send-timeout must be 100ms or more, not " + sendTimeout);
    require(
        heartbeat.toSeconds() >= 1, "bakery.feed.heartbeat must be 1s or more, not " + heartbeat);
    require(
        openTickets >= 1 && openTickets <= 100_000,
        "bakery.feed.open-tickets must be 1 to 100000, not " + openTickets);
    require(threads >= 1 && threads <= 64, "bakery.feed.threads must be 1 to 64, not " + threads);
  }
}

package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import orderbakery.fixtures.BrokerUnderTest;
import orderbakery.fixtures.FaultProxy;
import orderbakery.log.Partitions;
import orderbakery.outage.Outage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;

/** A consumer that has nothing to do, no queue, or no broker. */
class NaturalBatchesOutageIT {
  @RegisterExtension static final BrokerUnderTest BROKER = new BrokerUnderTest();

  private final TopicRoom room = TopicRoom.withPartitions(8);
  private final BlockingQueue<List<?>> bodies = new LinkedBlockingQueue<>();
  private BatchRoute route;

  @AfterEach
  void stopTheRoute() {
    route.close();
  }

  @Test
  void handsOverAListOfMessages() throws Exception {
    BROKER.declare(BROKER.connections(), room.declarables());
    start(BROKER.broker(), room.stage() + ".*");

    publish(room.name(), "3");

    assertThat(nextBody())
        .singleElement()
        .isInstanceOfSatisfying(
            Message.class,
            message ->
                assertThat(message.getMessageProperties().getConsumerQueue())
                    .isEqualTo(room.queue(3)));
  }

  @Test
  void consumesAgainSoonAfterTheBrokersReturnAndComplainsOnce() throws Exception {
    ListAppender<ILoggingEvent> log = logOfOutages();
    BROKER.declare(BROKER.connections(), room.declarables());
    FaultProxy network = BROKER.proxy();
    start(BROKER.broker(network), room.stage() + ".*");
    publish(room.name(), "0");
    nextBody();

    network.set(FaultProxy.Mode.DROP);
    await().until(() -> network.refused() >= 3);
    publish(room.name(), "1");
    network.set(FaultProxy.Mode.PASS);

    await().atMost(Duration.ofSeconds(3)).until(() -> cameFrom(room.queue(1), nextBody()));
    assertThat(log.list.stream().filter(event -> event.getLevel() == Level.WARN))
        .singleElement()
        .satisfies(event -> assertThat(event.getThrowableProxy()).isNull());
  }

  @Test
  void waitsForAQueueThatDoesNotExistYet() throws Exception {
    start(BROKER.broker(), room.queue(0));

    BROKER.declare(BROKER.connections(), room.declarables());
    publish(room.name(), "0");

    assertThat(nextBody()).hasSize(1);
  }

  @Test
  void consumesItsOwnQueueAgainAfterAReconnect() throws Exception {
    String socketRoom = room.stage() + "-socket";
    Topology topology =
        new Topology(
            new Partitions(1), "quorum", List.of(new ComponentRooms("order", room.stage())));
    FaultProxy network = BROKER.proxy();
    Broker broker = BROKER.broker(topology, network);
    broker.declareTopology();
    start(broker, "own", topology.own("own"));
    awaitDelivery(socketRoom);

    network.cut();

    awaitDelivery(socketRoom);
  }

  /** No queue wants a message before the queue of the process is there. */
  private void awaitDelivery(String socketRoom) {
    await()
        .ignoreException(NotConfirmed.class)
        .until(
            () -> {
              publish(socketRoom, "order.created");
              return bodies.poll(100, TimeUnit.MILLISECONDS) != null;
            });
  }

  @Test
  void needsHardlyAnyProcessorWhileNothingArrives() throws Exception {
    BROKER.declare(BROKER.connections(), room.declarables());
    start(BROKER.broker(), room.stage() + ".*");
    publish(room.name(), "0");
    nextBody();

    long began = System.nanoTime();
    long before = processorNanos();
    await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    double share = (double) (processorNanos() - before) / (System.nanoTime() - began);

    assertThat(share).isLessThan(0.02);
  }

  private void start(Broker broker, String queues, OwnQueue... own) throws Exception {
    route =
        BatchRoute.start(
            broker,
            List.of(own),
            500,
            queues,
            exchange -> bodies.add(exchange.getMessage().getBody(List.class)));
  }

  private void publish(String to, String key) {
    new ConfirmedPublisher(BROKER.broker(), Duration.ofSeconds(10))
        .publish(to, new RoomMessage(key, "id", "type", new byte[0], Map.of()));
  }

  private List<?> nextBody() throws InterruptedException {
    return bodies.poll(10, TimeUnit.SECONDS);
  }

  private static boolean cameFrom(String queue, List<?> body) {
    return body.stream()
        .map(Message.class::cast)
        .anyMatch(message -> queue.equals(message.getMessageProperties().getConsumerQueue()));
  }

  /** Of the threads of the consumer and of its connections; an embedded broker has its own. */
  private static long processorNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] ours =
        Stream.of(threads.dumpAllThreads(false, false))
            .filter(
                thread ->
                    thread.getThreadName().startsWith("batches of")
                        || thread.getThreadName().startsWith("AMQP Connection")
                        || thread.getThreadName().startsWith("pool-"))
            .mapToLong(thread -> thread.getThreadId())
            .toArray();
    assertThat(ours).hasSizeGreaterThan(1);
    return Arrays.stream(ours).map(threads::getThreadCpuTime).filter(t -> t > 0).sum();
  }

  private static ListAppender<ILoggingEvent> logOfOutages() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    ((Logger) LoggerFactory.getLogger(Outage.class)).addAppender(log);
    return log;
  }
}

package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.SocketConfigurator;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a node that says what the test wants; {@link ConfirmedPublisherIT} has a real one. */
class RoomPublisherTest {
  private static final Address FIRST = new Address("first", 1);
  private static final Address SECOND = new Address("second", 2);

  private final Socket socket = mock(Socket.class);
  private final Connection connection = mock(Connection.class);
  private final Channel channel = mock(Channel.class);
  private final AtomicReference<BlockedListener> asked = new AtomicReference<>();
  private final AtomicReference<ConfirmListener> confirms = new AtomicReference<>();
  private final Nodes nodes = new Nodes(List.of(FIRST, SECOND));

  @BeforeEach
  void open() throws IOException {
    when(connection.isOpen()).thenReturn(true);
    when(connection.openChannel()).thenReturn(Optional.of(channel));
    doAnswer(call -> keep(asked, call.getArgument(0)))
        .when(connection)
        .addBlockedListener(any(BlockedListener.class));
    when(channel.isOpen()).thenReturn(true);
    doAnswer(call -> keep(confirms, call.getArgument(0)))
        .when(channel)
        .addConfirmListener(any(ConfirmListener.class));
  }

  @Test
  void sendsNothingToABrokerThatAsksForLess() throws Exception {
    RoomPublisher publisher = publisher(Duration.ofSeconds(10));
    answer(() -> confirms.get().handleAck(0, false));
    publisher.publish(message());

    asked.get().handleBlocked("low on memory");

    assertThatExceptionOfType(NotConfirmed.class)
        .isThrownBy(() -> publisher.publish(message()))
        .withMessage(
            "1 of 1 message to room data-source not confirmed:"
                + " the broker is blocked: low on memory");
    verify(channel).basicPublish(any(), any(), anyBoolean(), any(), any());
    verify(socket, never()).close();
  }

  @Test
  void leavesANodeThatConfirmsNothingForAnotherOne() throws Exception {
    Address node = nodes.inOrder().get(0);
    RoomPublisher publisher = impatient();
    answer(() -> {});

    publishInVain(publisher);

    verify(socket).close();
    assertThat(nodes.inOrder()).endsWith(node);
  }

  @Test
  void staysWithANodeThatAsksForLessWhileItIsWaitedFor() throws Exception {
    RoomPublisher publisher = impatient();
    answer(() -> asked.get().handleBlocked("low on disk"));

    publishInVain(publisher);

    verify(socket, never()).close();
  }

  @Test
  void leavesANodeThatRefusesAgainAndAgain() throws Exception {
    RoomPublisher publisher = publisher(Duration.ofSeconds(10));
    answer(() -> confirms.get().handleNack(0, false));

    refused(publisher);
    refused(publisher);
    verify(socket, never()).close();
    refused(publisher);

    verify(socket).close();
  }

  /** What was numbered and not sent would shift all numbers behind it against the broker's. */
  @Test
  void sendsNothingMoreOnAChannelOnWhichAnErrorHasCutASendShort() throws Exception {
    RoomPublisher publisher = publisher(Duration.ofSeconds(10));
    answer(
        () -> {
          throw new OutOfMemoryError("Java heap space");
        });
    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(() -> publisher.publish(message()));
    answer(() -> confirms.get().handleAck(0, false));

    publisher.publish(message());

    verify(connection, times(2)).openChannel();
  }

  /** A publisher with little patience that has its channel already. */
  private RoomPublisher impatient() throws Exception {
    RoomPublisher publisher = publisher(Duration.ofMillis(50));
    answer(() -> confirms.get().handleAck(0, false));
    await("a channel")
        .ignoreException(NotConfirmed.class)
        .untilAsserted(() -> publisher.publish(message()));
    return publisher;
  }

  private void publishInVain(RoomPublisher publisher) {
    assertThatExceptionOfType(NotConfirmed.class)
        .isThrownBy(() -> publisher.publish(message()))
        .withMessageContaining("no answer within 50 ms");
  }

  private static void refused(RoomPublisher publisher) {
    assertThatExceptionOfType(NotConfirmed.class)
        .isThrownBy(() -> publisher.publish(message()))
        .withMessageContaining("refused by the broker");
  }

  /** What the node does with a message. */
  private void answer(ThrowingRunnable answer) throws IOException {
    doAnswer(
            call -> {
              answer.run();
              return null;
            })
        .when(channel)
        .basicPublish(any(), any(), anyBoolean(), any(), any());
  }

  private RoomPublisher publisher(Duration timeout) throws IOException, TimeoutException {
    ConnectionFactory factory = mock(ConnectionFactory.class);
    AtomicReference<SocketConfigurator> sockets = new AtomicReference<>();
    when(factory.clone()).thenReturn(factory);
    when(factory.getSocketConfigurator()).thenReturn(ignored -> {});
    doAnswer(call -> keep(sockets, call.getArgument(0))).when(factory).setSocketConfigurator(any());
    when(factory.newConnection(anyList(), anyString()))
        .thenAnswer(
            call -> {
              sockets.get().configure(socket);
              return connection;
            });
    BrokerLink link = new BrokerLink("publishing", factory, nodes);
    return new RoomPublisher("data-source", link, room -> {}, timeout);
  }

  private static List<Publication> message() {
    return List.of(Publication.of(new RoomMessage("key", "id", "type", new byte[0], Map.of())));
  }

  private static <T> Object keep(AtomicReference<T> kept, T value) {
    kept.set(value);
    return null;
  }
}

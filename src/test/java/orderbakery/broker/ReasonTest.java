package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.MissedHeartbeatException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReasonTest {
  private static final Method CHANNEL_CLOSED =
      new AMQP.Channel.Close.Builder().replyCode(404).replyText("no queue 'a'").build();
  private static final Method CONNECTION_CLOSED =
      new AMQP.Connection.Close.Builder().replyCode(320).replyText("maintenance").build();

  @Test
  void tellsWhatTheBrokerSaidWhenItClosed() {
    IOException channel = new IOException("", closing(CHANNEL_CLOSED));
    IOException connection = new IOException("", closing(CONNECTION_CLOSED));

    assertThat(Reason.of(channel)).isEqualTo("no queue 'a'");
    assertThat(Reason.replyCode(channel)).isEqualTo(404);
    assertThat(Reason.of(connection)).isEqualTo("maintenance");
    assertThat(Reason.replyCode(connection)).isEqualTo(320);
  }

  @Test
  void tellsOfSilence() {
    Exception silence =
        new IOException("", new ChannelContinuationTimeoutException(null, null, 1, null));

    assertThat(Reason.of(silence)).isEqualTo("no answer");
    assertThat(Reason.isSilence(silence)).isTrue();
    assertThat(Reason.isSilence(new IOException("", closing(CHANNEL_CLOSED)))).isFalse();
    assertThat(Reason.replyCode(silence)).isZero();
  }

  @Test
  void tellsOfAConnectionThatBroke() {
    assertThat(Reason.of(new IOException("", new MissedHeartbeatException("x"))))
        .isEqualTo("no heartbeat");
    assertThat(Reason.of(new IOException("", new EOFException())))
        .isEqualTo("the connection was closed");
    assertThat(Reason.of(new IOException("Connection refused"))).isEqualTo("Connection refused");
    assertThat(Reason.of(new IOException())).isEqualTo("IOException");
  }

  private static ShutdownSignalException closing(Method reason) {
    return new ShutdownSignalException(false, false, reason, null);
  }
}

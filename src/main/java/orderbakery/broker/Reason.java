package orderbakery.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.MissedHeartbeatException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.EOFException;

/** Why something on the broker has failed, which the client's exceptions tell by their causes. */
final class Reason {
  private static final int NONE = 0;

  private Reason() {}

  /** In a few words, for the log. */
  static String of(Throwable failure) {
    Throwable innermost = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String said = said(cause);
      if (said != null) {
        return said;
      }
      innermost = cause;
    }
    String message = innermost.getMessage();
    return message == null ? innermost.getClass().getSimpleName() : message;
  }

  /** The code with which the broker closed a channel or a connection, 0 when it has not. */
  static int replyCode(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Farewell farewell = farewell(cause);
      if (farewell != null) {
        return farewell.code();
      }
    }
    return NONE;
  }

  /** Whether the node kept silent, as opposed to what it has said. */
  static boolean isSilence(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ChannelContinuationTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static String said(Throwable cause) {
    if (cause instanceof ChannelContinuationTimeoutException) {
      return "no answer";
    }
    if (cause instanceof MissedHeartbeatException) {
      return "no heartbeat";
    }
    if (cause instanceof EOFException) {
      return "the connection was closed";
    }
    Farewell farewell = farewell(cause);
    return farewell == null ? null : farewell.text();
  }

  /** What the broker said when it closed a channel or a connection; null when it has not. */
  private static Farewell farewell(Throwable cause) {
    if (cause instanceof ShutdownSignalException signal) {
      if (signal.getReason() instanceof AMQP.Channel.Close close) {
        return new Farewell(close.getReplyCode(), close.getReplyText());
      }
      if (signal.getReason() instanceof AMQP.Connection.Close close) {
        return new Farewell(close.getReplyCode(), close.getReplyText());
      }
    }
    return null;
  }

  private record Farewell(int code, String text) {}
}

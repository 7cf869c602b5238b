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
      CloseReason closeReason = closeReason(cause);
      if (closeReason != null) {
        return closeReason.code();
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
    CloseReason closeReason = closeReason(cause);
    return closeReason == null ? null : closeReason.text();
  }

  /** What the broker said when it closed a channel or a connection; null when it has not. */
  private static CloseReason closeReason(Throwable cause) {
    if (cause instanceof ShutdownSignalException signal) {
      if (signal.getReason() instanceof AMQP.Channel.Close close) {
        return new CloseReason(close.getReplyCode(), close.getReplyText());
      }
      if (signal.getReason() instanceof AMQP.Connection.Close close) {
        return new CloseReason(close.getReplyCode(), close.getReplyText());
      }
    }
    return null;
  }

  private record CloseReason(int code, String text) {}
}

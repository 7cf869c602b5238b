package orderbakery.broker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says nothing of a connection that breaks: whoever works with it does. */
final class QuietExceptionHandler extends ForgivingExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(QuietExceptionHandler.class);

  @Override
  public void handleUnexpectedConnectionDriverException(Connection connection, Throwable why) {
    LOG.debug("Connection {} broke", connection, why);
  }
}

package orderbakery.broker;

import org.springframework.amqp.core.Message;

/** A message that cannot be read or handled, and why. */
public record Unreadable(Message message, Exception cause) {}

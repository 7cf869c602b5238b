package orderbakery.component;

import orderbakery.log.ScheduledCommand;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Lines of the log about a command: with its ids as fields of their own, so that a search finds all
 * lines about it. Nothing that a client said of somebody is among them.
 */
public final class Named {
  private static final int TRACE_BEGINS = 3;
  private static final int TRACE_ENDS = 35;

  private Named() {}

  /** The line, about this command. */
  public static LoggingEventBuilder by(ScheduledCommand command, LoggingEventBuilder line) {
    LoggingEventBuilder named =
        line.addKeyValue("component", command.serviceName())
            .addKeyValue("entity.id", command.entityId())
            .addKeyValue("command.id", command.id());
    String context = command.traceparent();
    return context == null || context.length() < TRACE_ENDS
        ? named
        : named.addKeyValue("trace.id", context.substring(TRACE_BEGINS, TRACE_ENDS));
  }
}

package orderbakery.tracing;

import orderbakery.component.Fact;
import orderbakery.log.PlatformEvent;

/**
 * A command at one of its stages, or what became of it.
 *
 * @param id of the command
 * @param traceparent W3C trace context, or null
 * @param type {@code order.create} before it is executed, {@code order.created} after
 * @param position in the log, {@code 3-17}
 */
record TracedCommand(String id, String entityId, String traceparent, String type, String position) {

  static TracedCommand of(PlatformEvent event) {
    return new TracedCommand(
        event.id(),
        event.entityId(),
        event.command().traceparent(),
        Fact.typeOf(event.command().serviceName(), event.operation()),
        event.position().toString());
  }

  static TracedCommand of(Fact fact) {
    return new TracedCommand(
        fact.id(), fact.entityId(), fact.traceparent(), fact.type(), fact.position().toString());
  }
}

package orderbakery.api;

import orderbakery.log.ScheduledCommand;

/** Where a client finds what became of an accepted command. */
public final class Whereabouts {

  /** The value of {@code Location}: the entity. */
  public String location(ScheduledCommand command) {
    return "/" + command.serviceName() + "/" + command.entityId();
  }

  /** The value of {@code Link}: the receipt. */
  public String monitor(ScheduledCommand command) {
    return "</command/" + command.id() + ">; rel=\"monitor\"";
  }
}

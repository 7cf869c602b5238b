package orderbakery.component;

import orderbakery.log.PlatformEvent;

/** The log tells of an effect that its events cannot have had: a rule or a form has changed. */
public final class Unfoldable extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unfoldable(PlatformEvent event, String what, RuntimeException cause) {
    super("Event %s at %s %s".formatted(event.id(), event.position(), what), cause);
  }
}
